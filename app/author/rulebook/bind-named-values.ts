import { type Leaf, leavesOf, shaped } from "#shared/reading/leaves.ts";
import { type Said, singledOut, speakersAt } from "./scopes.ts";
import { type Draft, entryOf, type Sheet } from "./sheet.ts";

/** "round robin" and "least outstanding requests" are values of one argument. */
const LENGTHS = [4, 3, 2, 1];

/** "memcached", "weekly", "round robin": words that are one of the few values of an argument need no argument's name. */
export function bindNamedValues(sheet: Sheet, said: Said, used: Set<number>): void {
  for (let at = 0; at < said.words.length; at += 1) {
    const length = LENGTHS.find(
      (some) => isFree(said, { at, length: some, used }) && bindAt(sheet, said, { at, length: some }),
    );
    for (let place = at; place < at + (length ?? 0); place += 1) used.add(place);
  }
}

interface Place {
  readonly at: number;
  readonly length: number;
}

/** Words of one sentence that nothing was done with yet; what is quoted is a name. */
function isFree(
  { words }: Said,
  { at, length, used }: Place & { readonly used: ReadonlySet<number> },
): boolean {
  const some = words.slice(at, at + length);
  return (
    some.length === length &&
    some.every(
      (word, index) => !word.isQuoted && word.sentence === some[0]?.sentence && !used.has(at + index),
    )
  );
}

function bindAt(sheet: Sheet, said: Said, { at, length }: Place): boolean {
  const spoken = keysOf(said, { at, length });
  if (spoken.some((key) => key.length < SHORTEST || VAGUE.test(key))) return false;
  for (const mention of speakersAt(said, at)) {
    if (mention.from <= at && at <= mention.to) continue;
    const drafts = singledOut(said, said.subjects.get(mention) ?? [], at);
    if (settle(sheet, drafts, spoken)) return true;
  }
  return false;
}

const SHORTEST = 4;

/** Values that are ordinary words. */
const VAGUE =
  /^(default|none|all|standard|other|enabled?|disabled?|true|false|public|private|custom|basic|time|user|group|role|name|service|string|number|date|type|source|target|origin|general|index|queue|instance|resource|email|read|write|update|create|delete|active|inactive|allow|deny|block|count)$/;

/** As singular and as written: "requests" is a part of some values and "weekly" of others. */
function keysOf({ words }: Said, { at, length }: Place): string[] {
  const some = words.slice(at, at + length);
  return [some.map(({ lemma }) => lemma), some.map(({ text }) => text)].map((parts) => keyOf(parts.join("")));
}

function keyOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

function settle(sheet: Sheet, drafts: readonly Draft[], spoken: readonly string[]): boolean {
  const found = choiceOf(sheet, drafts[0], spoken);
  if (found === null) return false;
  const { path, shape } = found.leaf;
  for (const { said } of drafts) if (!said.has(path)) said.set(path, shaped(found.value, shape));
  return true;
}

interface Choice {
  readonly leaf: Leaf;
  readonly value: string;
}

/** The one outermost argument that takes this value, in the provider's spelling. */
function choiceOf(sheet: Sheet, draft: Draft | undefined, spoken: readonly string[]): Choice | null {
  const entry = draft === undefined ? null : entryOf(sheet, draft);
  const found = (entry === null ? [] : leavesOf(entry)).flatMap((leaf) => {
    const value = leaf.values.find((one) => spoken.includes(keyOf(one)));
    return value === undefined ? [] : [{ leaf, value, depth: leaf.path.split(".").length }];
  });
  const [first, second] = found;
  return first !== undefined && (second === undefined || first.depth < second.depth) ? first : null;
}
