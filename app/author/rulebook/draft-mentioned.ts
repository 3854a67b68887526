import type { Mention } from "#shared/reading/mention-of.ts";
import { namesOf } from "#shared/reading/names-of.ts";
import type { Word } from "#shared/reading/words.ts";
import { addDraft, type Draft, type Sheet } from "./sheet.ts";
import { standingFor } from "./standing.ts";

/** The drafts that a mention speaks of. */
export type Subjects = ReadonlyMap<Mention, readonly Draft[]>;

/** One draft for each thing that the request names: a number, a list of names, or "another" make more than one. */
export function draftMentioned(sheet: Sheet, words: readonly Word[], mentions: readonly Mention[]): Subjects {
  const subjects = new Map<Mention, readonly Draft[]>();
  const open = mentions.filter((mention) => standingFor(sheet, { words, mentions }, mention) === null);
  // Of what stands there nothing is said: values are for what is new.
  for (const mention of mentions) subjects.set(mention, []);
  const byType = Map.groupBy(open, ({ type, mode }) => `${mode} ${type}`);
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
