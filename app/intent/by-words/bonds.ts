import { isService } from "#shared/reading/mentions.ts";
import type { Word } from "#shared/reading/words.ts";
import type { Request } from "./request.ts";
import type { Thing } from "./things.ts";

/** How the words tie two things: one is said to be linked with the other, or to lie in it; null where neither stands there. */
export type Bond = "linked" | "within" | null;

export function bondOf({ words }: Request, one: Thing, other: Thing): Bond {
  const between = one.mentions.flatMap((first) =>
    other.mentions
      .filter(
        ({ sentence, from }) => sentence === first.sentence && from > first.to && from - first.to <= NEAR,
      )
      .map(({ from }) => words.slice(first.to + 1, from)),
  );
  const isOnly = (phrase: readonly Word[], bond: RegExp) =>
    phrase.some(({ lemma }) => bond.test(lemma)) &&
    phrase.every(
      ({ lemma, isQuoted }) => !isQuoted && (bond.test(lemma) || FILLER.test(lemma) || isService(lemma)),
    );
  if (between.some((phrase) => isOnly(phrase, LINKED))) return "linked";
  return between.some((phrase) => isOnly(phrase, WITHIN)) ? "within" : null;
}

const NEAR = 8;
const LINKED = /^(linked|attached|connected|associated)$/;
const WITHIN = /^(within|inside|in)$/;
const FILLER =
  /^(a|an|the|that|which|is|are|be|been|will|should|must|to|with|and|it|this|its|same|single|shared)$/;

/** Both are asked for in one sentence. */
export function isTogether(one: Thing, other: Thing): boolean {
  return one.asked !== null && other.asked !== null && one.asked.sentence === other.asked.sentence;
}
