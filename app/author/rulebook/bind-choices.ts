import { leavesOf, shaped } from "#shared/reading/leaves.ts";
import type { Word } from "#shared/reading/words.ts";
import { type Said, singledOut, speakersAt } from "./scopes.ts";
import { type Draft, entryOf, type Sheet } from "./sheet.ts";

/** `PAY_PER_REQUEST` and "t3.small" need no argument's name: one argument of the type takes them. */
export function bindChoices(sheet: Sheet, said: Said, used: Set<number>): void {
  said.words.forEach((word, at) => {
    if (used.has(at) || !isTelling(word) || isName(sheet, word)) return;
    for (const mention of speakersAt(said, at)) {
      const drafts = singledOut(said, said.subjects.get(mention) ?? [], at);
      if (!bindChoice(sheet, drafts, word)) continue;
      used.add(at);
      return;
    }
  });
}

/** What a thing is called chooses nothing. */
function isName({ drafts }: Sheet, { text, isQuoted }: Word): boolean {
  return isQuoted && drafts.some(({ called }) => called === text);
}

function isTelling({ text, isQuoted }: Word): boolean {
  return text.length >= 3 && (isQuoted || /[A-Z]{3}|_|\d|-/.test(text)) && !/^\d+$/.test(text);
}

function bindChoice(sheet: Sheet, drafts: readonly Draft[], word: Word): boolean {
  const [draft] = drafts;
  const entry = draft === undefined ? null : entryOf(sheet, draft);
  if (draft === undefined || entry === null) return false;
  const path = choicePath(sheet, draft, word.text) ?? patternPath(leavesOf(entry), word.text);
  if (path === null) return false;
  const leaf = leavesOf(entry).find((one) => one.path === path);
  if (leaf === undefined) return false;
  const value = knownSpelling(sheet, draft, { path, text: word.text });
  for (const one of drafts) if (!one.said.has(path)) one.said.set(path, shaped(value, leaf.shape));
  return true;
}

/** The one argument of which examples show this very value. */
function choicePath(sheet: Sheet, draft: Draft, text: string): string | null {
  const values = sheet.facts.of(draft.type, draft.mode)?.values ?? {};
  const paths = Object.keys(values).filter((path) =>
    values[path]?.some(([value]) => typeof value === "string" && value.toLowerCase() === text.toLowerCase()),
  );
  return paths.length === 1 ? (paths[0] ?? null) : null;
}

function knownSpelling(sheet: Sheet, draft: Draft, { path, text }: { path: string; text: string }): string {
  const values = sheet.facts.of(draft.type, draft.mode)?.values[path] ?? [];
  const known = values.find(
    ([value]) => typeof value === "string" && value.toLowerCase() === text.toLowerCase(),
  );
  return typeof known?.[0] === "string" ? known[0] : text;
}

/** Values that show by their form what they are. */
const FORMS: readonly (readonly [form: RegExp, name: RegExp])[] = [
  [
    /^(db|cache|dax|kafka|ml|mq)\.[a-z0-9-]+\.[a-z0-9]+$|^[a-z]\d[a-z0-9-]*\.[a-z0-9]+$|^(dc2|ra3)\.\w+$/,
    /(^|\.)(instance_class|instance_type|node_type|host_instance_type|broker_node_group_info\.instance_type)$/,
  ],
  [/^(gp2|gp3|io1|io2|st1|sc1)$/, /(^|\.)(storage_type|volume_type|type)$/],
  [/^(\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/, /^cidr_block$/],
  [/^(us|eu|ap|sa|ca|me|af|il)-[a-z]+-\d[a-f]$/, /^availability_zone$/],
  [/^https?:\/\//, /(^|\.)(repository_url|url|location|uri|endpoint)$/],
  [/^ami-[0-9a-f]{8,17}$/, /^(ami|image_id)$/],
  [/^(cron|rate)\(/, /(^|\.)schedule(_expression)?$/],
];

function patternPath(leaves: readonly { readonly path: string }[], text: string): string | null {
  for (const [form, name] of FORMS) {
    if (!form.test(text)) continue;
    const found = leaves.find(({ path }) => name.test(path));
    if (found !== undefined) return found.path;
  }
  return null;
}
