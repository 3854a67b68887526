import type { Promised } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import { canonicalJson } from "#shared/core/json.ts";
import { type Request, wordsFrom } from "./request.ts";

const OPPOSITES: Readonly<Record<string, string>> = {
  public: "private",
  private: "public",
  encrypted: "unencrypted",
  unencrypted: "encrypted",
  enabled: "disabled",
  disabled: "enabled",
};

/** Refuses what cannot hold together: a thing that is to be two opposites at once, or a flag that is both asked for and forbidden. */
export function requireConsistent(request: Request, promises: readonly Promised[]): void {
  const words = oppositesIn(request) ?? clashIn(promises);
  if (words === null) return;
  throw new PipelineError("intent/contradiction", `${words} cannot hold at once.`, {
    next: "Ask for one or the other.",
  });
}

/** "is public and private" of one thing; "a public and a private subnet" are two. */
function oppositesIn({ words, mentions }: Request): string | null {
  const at = words.findIndex(({ lemma, isQuoted }, place) => {
    const [joint, other, next] = [words[place + 1], words[place + 2], place + 3];
    const isPair = /^(and|but)$/.test(joint?.lemma ?? "") && other?.lemma === OPPOSITES[lemma];
    const isOfThing = mentions.some(({ from, to }) => from <= next && next <= to);
    return isPair && !isQuoted && !isOfThing && isPredicate(words.slice(Math.max(0, place - 2), place));
  });
  return at < 0 ? null : `"${wordsFrom(words, at, at + 2)}"`;
}

function isPredicate(before: Request["words"]): boolean {
  return before.some(({ lemma }) => /^(is|are|be|both|it|must|should)$/.test(lemma));
}

function clashIn(promises: readonly Promised[]): string | null {
  for (const one of promises) {
    const other = promises.find((earlier) => one.kind === "holds" && contradicts(one, earlier));
    if (other !== undefined) return `"${one.from}" and "${other.from}"`;
  }
  return null;
}

/** One asks for the very value that the other forbids at this place of all such things. */
export function contradicts(one: Promised, other: Promised): boolean {
  if (one.kind === "differs") return other.kind === "holds" && contradicts(other, one);
  return (
    one.kind === "holds" &&
    other.kind === "differs" &&
    one.subject.type === other.subject.type &&
    one.paths?.length === 1 &&
    one.paths[0] === other.path &&
    canonicalJson(one.value) === canonicalJson(other.value)
  );
}
