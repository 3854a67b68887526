import type { Catalogue } from "#shared/core/catalogue.ts";
import type { Mention } from "#shared/reading/mention-of.ts";
import { namesOf } from "#shared/reading/names-of.ts";
import type { Word } from "#shared/reading/words.ts";
import { type Kin, kinOf } from "./kin.ts";
import { countAt, hasArticle, isReached, type Said, standings } from "./standing.ts";

/** A type that the request names, over all places that do. */
export interface Thing extends Kin {
  readonly type: string;
  readonly mode: "managed" | "data";
  readonly mentions: readonly Mention[];
  /** The place where it is asked for; null where it may be there already, or is only spoken of. */
  readonly asked: Mention | null;
  /** At least so many, where a number says so. */
  readonly count: number;
  /** The place that wants none of it. */
  readonly denied: Mention | null;
  /** What the request calls those that are asked for. */
  readonly names: readonly { readonly name: string; readonly mention: Mention }[];
}

/** What the request names, each type once. */
export function thingsIn(
  words: readonly Word[],
  mentions: readonly Mention[],
  catalogue: Catalogue,
): Thing[] {
  const things = thingsNamed(words, mentions, catalogue);
  const [only] = things;
  // "point-in-time recovery for the table": where nothing else is named, this is wanted.
  const isOnly = only !== undefined && things.length === 1 && only.asked === null && only.denied === null;
  return isOnly ? [{ ...only, asked: only.mentions[0] ?? null }] : things;
}

function thingsNamed(words: readonly Word[], mentions: readonly Mention[], catalogue: Catalogue): Thing[] {
  const said = { words, mentions };
  const standing = standings(said);
  const kin = (mention: Mention) => kinOf(words, mention, catalogue);
  const groups = Map.groupBy(mentions, ({ type, mode }) => `${mode} ${type}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const made = group.filter(
      (mention) => standing.get(mention) === "asked" && isPlain(said, mention, catalogue),
    );
    const isFree = (mention: Mention) => standing.get(mention) !== "given" && !isReached(said, mention);
    const wanted = group.some(
      (mention) =>
        isFree(mention) && (made.includes(mention) || namesOf(words, mentions, mention).length > 0),
    );
    const names = group
      .filter((mention) => isFree(mention) || !wanted)
      .flatMap((mention) =>
        namesOf(words, mentions, mention)
          .filter((name) => isItsName(words, mention, name))
          .map((name) => ({ name, mention })),
      );
    // Whoever names the thing wants it: `Name the zone "primary"`.
    const asked = made[0] ?? names.find(({ mention }) => isFree(mention))?.mention ?? null;
    return [
      {
        ...{ type: first.type, mode: first.mode, mentions: group, asked, names },
        denied: asked === null ? (group.find((one) => standing.get(one) === "denied") ?? null) : null,
        count: Math.max(1, ...made.map((mention) => countAt(words, mention))),
        ...surest(group.map(kin), kin(asked ?? first)),
      },
    ];
  });
}

/** The place that asks for it says what it is, unless another gives its whole name: "a network, the VPC" is a VPC. */
function surest(kins: readonly Kin[], asking: Kin): Kin {
  return kins.find(({ said }) => said === "name") ?? asking;
}

/** What is said by another word than its name needs an article or a number, unless the request begins with it: "with versioning" may be an argument. */
function isPlain({ words, mentions }: Said, mention: Mention, catalogue: Catalogue): boolean {
  const { said } = kinOf(words, mention, catalogue);
  if (mention === mentions[0] || said === "name") return true;
  return hasArticle({ words, mentions }, mention) && (said === "ending" || mention.to > mention.from);
}

const NAMING =
  /^(name|named|call|called|titled|label|labeled|identifier|naming|it|as|is|of|to|with|the|a|and|whose|set|resource|has|its|it's|be|respectively|being|both|attribute|argument|parameter|property|field)$/;

/** "a table with a hash key named "id"" does not name the table: nothing but words of naming may stand between. */
function isItsName(words: readonly Word[], { to, sentence }: Mention, name: string): boolean {
  const at = words.findIndex((word, place) => place > to && word.sentence === sentence && word.text === name);
  const own = words[to]?.lemma;
  return words
    .slice(to + 1, at)
    .every(({ lemma, isQuoted }) => isQuoted || lemma === own || NAMING.test(lemma));
}
