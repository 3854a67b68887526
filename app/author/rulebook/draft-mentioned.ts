import type { Mention } from "./mentions.ts";
import { addDraft, type Draft, type Sheet } from "./sheet.ts";
import type { Word } from "./words.ts";

/** The drafts that a mention speaks of. */
export type Subjects = ReadonlyMap<Mention, readonly Draft[]>;

/** One draft for each thing that the request names: a number, a list of names, or "another" make more than one. */
export function draftMentioned(sheet: Sheet, words: readonly Word[], mentions: readonly Mention[]): Subjects {
  const subjects = new Map<Mention, readonly Draft[]>();
  const byType = Map.groupBy(mentions, ({ type, mode }) => `${mode} ${type}`);
  for (const group of byType.values()) {
    const names = [...new Set(group.flatMap((mention) => namesOf(words, mentions, mention)))];
    const drafts = draftGroup(sheet, group, names);
    for (const mention of group) subjects.set(mention, drafts);
  }
  return subjects;
}

/** More of one kind in one request than anybody means. */
const MOST = 12;

function draftGroup(sheet: Sheet, group: readonly Mention[], names: readonly string[]): Draft[] {
  const { type = "", mode } = group[0] ?? {};
  const qualifiers = qualifiersOf(group);
  const further = group.some(({ isFurther }) => isFurther) ? 2 : 1;
  const count = Math.min(MOST, Math.max(further, names.length, ...group.map((mention) => mention.count)));
  return Array.from({ length: count }, (_, at) =>
    addDraft(sheet, {
      type,
      isAsked: true,
      called: names[at] ?? null,
      qualifier: count > 1 ? (qualifiers[at] ?? null) : null,
      ...(mode === undefined ? {} : { mode }),
    }),
  );
}

/** "two public subnets" are both public; "a public and a private one" are one of each. */
function qualifiersOf(group: readonly Mention[]): string[] {
  const [most] = group.toSorted((one, other) => other.count - one.count);
  const [only, ...others] = most?.qualifiers ?? [];
  if (most !== undefined && only !== undefined && others.length === 0) return Array(most.count).fill(only);
  return [...new Set(group.flatMap((mention) => mention.qualifiers))];
}

const NAMING = /^(name|named|called|call|titled|label|labeled|labelled|identifier|naming)$/;

/** Quoted words that name the thing: right behind it or after "named"; a list of them names several. */
function namesOf(words: readonly Word[], mentions: readonly Mention[], mention: Mention): string[] {
  const next = mentions.find(({ from }) => from > mention.to)?.from ?? words.length;
  const behind = words.slice(mention.to + 1, next).filter(({ sentence }) => sentence === mention.sentence);
  const [first, second] = behind;
  if (first?.isQuoted === true) return list(behind);
  const isNamed = NAMING.test(first?.lemma ?? "");
  if (isNamed && second?.isQuoted === false && !GLUE.test(second.lemma)) return [second.text];
  const at = behind.findIndex((word, place) => NAMING.test(word.lemma) && isNear(behind, place));
  return at >= 0 && at <= FARTHEST
    ? list(behind.slice(behind.findIndex(({ isQuoted }, place) => place > at && isQuoted)))
    : [];
}

/** So many words may stand between a thing and what names it. */
const FARTHEST = 6;

/** "named "x"" and "whose name is "x"". */
function isNear(words: readonly Word[], at: number): boolean {
  return (
    words[at + 1]?.isQuoted === true ||
    (words[at + 2]?.isQuoted === true && GLUE.test(words[at + 1]?.lemma ?? ""))
  );
}

const GLUE = /^(as|is|of|to|with|the|a|an|it|them|and|for|attribute|set|resource)$/;

/** `"a", "b" and "c"`. */
function list(words: readonly Word[]): string[] {
  const end = words.findIndex(
    (word, at) => !word.isQuoted && !(word.lemma === "and" && words[at + 1]?.isQuoted === true),
  );
  return words
    .slice(0, end === -1 ? words.length : end)
    .flatMap((word) => (word.isQuoted ? [word.text] : []));
}
