import type { Value } from "#shared/core/value.ts";
import { shapeAt } from "#shared/reading/leaves.ts";
import SPOKEN from "./knowledge/spoken.json" with { type: "json" };
import { resolved } from "./resolve.ts";
import { type Said, sentencesOf } from "./scopes.ts";
import { type Draft, entryOf, type Sheet } from "./sheet.ts";

interface Rule {
  /** A pattern over the lemmas of one sentence. */
  readonly says: string;
  /** By path; `#1` is the number, `$1` the text that the pattern caught, `{1}` the same inside a text. */
  readonly set: Readonly<Record<string, Value>>;
}

const RULES = new Map(
  Object.entries(SPOKEN as unknown as Record<string, Rule[]>).map(
    ([type, rules]) =>
      [
        type,
        rules
          .map(({ says, set }) => ({ says: new RegExp(`(?<![\\w.])(?:${says})(?![\\w])`), set }))
          .sort((one, other) => Number(isCatching(other.set)) - Number(isCatching(one.set))),
      ] as const,
  ),
);

/** What states a number goes before what only hints at one. */
function isCatching(set: Rule["set"]): boolean {
  return /"[#$]1"|\{1\}/.test(JSON.stringify(set));
}

/** What people say without the argument's name: "PostgreSQL" is an engine, "highly available" is two zones. */
export function bindByWords(sheet: Sheet, said: Said, used: Set<number>): void {
  const groups = Map.groupBy(said.mentions, ({ type, mode }) => (mode === "data" ? `data.${type}` : type));
  for (const [key, mentions] of groups) {
    const rules = RULES.get(key) ?? [];
    const drafts = mentions[0] === undefined ? [] : (said.subjects.get(mentions[0]) ?? []);
    for (const rule of rules)
      for (const sentence of sentencesOf(said, mentions))
        apply({ sheet, said, used }, rule, { sentence, drafts });
  }
}

interface Binding {
  readonly sheet: Sheet;
  readonly said: Said;
  readonly used: Set<number>;
}

function apply(
  { sheet, said, used }: Binding,
  { says, set }: { says: RegExp; set: Rule["set"] },
  { sentence, drafts }: { sentence: number; drafts: readonly Draft[] },
): void {
  const found = says.exec(sentenceText(said, sentence));
  if (found === null) return;
  const words = found[0].split(" ");
  const meant = drafts.filter(({ qualifier }) => qualifier !== null && words.includes(qualifier));
  for (const draft of meant.length > 0 ? meant : drafts) say(sheet, draft, { set, found });
  markUsed(said, { sentence, text: found[0] }, used);
}

function say(sheet: Sheet, draft: Draft, { set, found }: { set: Rule["set"]; found: RegExpExecArray }): void {
  const entry = entryOf(sheet, draft);
  for (const [path, value] of Object.entries(set)) {
    if (entry === null || draft.said.has(path)) continue;
    draft.said.set(path, resolved({ sheet, draft }, caught(value, found), shapeAt(entry, path)));
  }
}

function sentenceText({ words }: Said, sentence: number): string {
  return words.flatMap((word) => (word.sentence === sentence ? [word.lemma] : [])).join(" ");
}

function caught(value: Value, found: RegExpExecArray): Value {
  const text = found.slice(1).find((group) => group !== undefined) ?? "";
  if (value === "#1") return Number(text);
  if (typeof value === "string") return value === "$1" ? text : value.replace("{1}", () => text);
  if (Array.isArray(value)) return value.map((one: Value) => caught(one, found));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, caught(one as Value, found)]));
}

function markUsed(
  { words }: Said,
  { sentence, text }: { sentence: number; text: string },
  used: Set<number>,
): void {
  const lemmas = new Set(text.split(" "));
  words.forEach((word, at) => {
    if (word.sentence === sentence && lemmas.has(word.lemma)) used.add(at);
  });
}
