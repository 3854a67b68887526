import type { Value } from "#shared/core/value.ts";
import { type Leaf, leavesOf, shaped } from "#shared/reading/leaves.ts";
import type { Mention } from "#shared/reading/mention-of.ts";
import { statedValue } from "#shared/reading/stated-value.ts";
import { bindBlocks } from "./bind-blocks.ts";
import { bindByWords } from "./bind-by-words.ts";
import { bindChoices } from "./bind-choices.ts";
import { bindNamedValues } from "./bind-named-values.ts";
import { bindTags } from "./bind-tags.ts";
import { type Said, singledOut, speakersAt } from "./scopes.ts";
import { entryOf, type Sheet } from "./sheet.ts";

/** Values that the request states, put to the thing that they are stated of; returned are the places of the words that were used. */
export function bindValues(sheet: Sheet, said: Said): Set<number> {
  const used = new Set<number>();
  bindByWords(sheet, said, used);
  for (let at = 0; at < said.words.length; at += 1) bindAt(sheet, said, { at, used });
  bindChoices(sheet, said, used);
  bindNamedValues(sheet, said, used);
  bindBlocks(sheet, said, used);
  bindTags(sheet, said, used);
  return used;
}

/** The likeliest thing that has such an argument takes it. */
function bindAt(sheet: Sheet, said: Said, { at, used }: { at: number; used: Set<number> }): void {
  if (said.words[at]?.isQuoted !== false || isThing(said, at)) return;
  const tried = differing(speakersAt(said, at)).map((mention) =>
    singledOut(said, said.subjects.get(mention) ?? [], at),
  );
  const drafts = tried.find((some) => leafAt(sheet, said, { at, drafts: some }) !== null) ?? [];
  const found = leafAt(sheet, said, { at, drafts });
  if (found === null) return;
  for (const { said: own } of drafts) own.set(found.leaf.path, own.get(found.leaf.path) ?? found.value);
  for (const place of found.places) used.add(place);
}

/** Part of what names a thing, and not of what is said of it. */
function isThing({ mentions }: Said, at: number): boolean {
  return mentions.some(({ from, to }) => from <= at && at <= to);
}

/** The first mention of each type. */
function differing(mentions: readonly Mention[]): Mention[] {
  return [...new Map(mentions.toReversed().map((mention) => [mention.type, mention])).values()].reverse();
}

interface Place {
  readonly at: number;
  readonly drafts: readonly { readonly type: string; readonly mode: "managed" | "data" }[];
}

/** The argument whose words stand here with a value of its kind beside them; the longest phrase wins. */
function leafAt(sheet: Sheet, said: Said, { at, drafts }: Place) {
  const [draft] = drafts;
  const entry = draft === undefined ? null : entryOf(sheet, draft);
  if (entry === null) return null;
  let best: { leaf: Leaf; value: Value; places: number[]; length: number } | null = null;
  for (const leaf of leavesOf(entry)) {
    const length = matched(said, at, leaf);
    if (length === 0 || length <= (best?.length ?? 0)) continue;
    const stated = statedValue(
      said.words,
      { from: at, to: at + length - 1 },
      { shape: leaf.shape, isVague: length === 1 },
    );
    if (stated === null) continue;
    best = {
      leaf,
      length,
      value: shaped(stated.value, leaf.shape),
      places: [...range(at, length), stated.at],
    };
  }
  return best;
}

function matched({ words }: Said, at: number, leaf: Leaf): number {
  const lengths = leaf.phrases.map((phrase) =>
    phrase.every((word, index) => words[at + index]?.lemma === word && words[at + index]?.isQuoted === false)
      ? phrase.length
      : 0,
  );
  return Math.max(0, ...lengths);
}

function range(from: number, length: number): number[] {
  return Array.from({ length }, (_, index) => from + index);
}
