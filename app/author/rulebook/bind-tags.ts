import { type Said, speakersAt } from "./scopes.ts";
import { entryOf, type Sheet } from "./sheet.ts";

/** "tagged with (team = "billing")" and "tagged with names "vpc" and "ig" respectively". */
export function bindTags(sheet: Sheet, said: Said, used: Set<number>): void {
  said.words.forEach((word, at) => {
    if (word.isQuoted || !/^(tag|tagged|tagging)$/.test(word.lemma)) return;
    const places = quotedBehind(said, at);
    const [first] = places;
    if (first === undefined) return;
    const values = places.map((place) => said.words[place]?.text ?? "");
    tag(sheet, said, { at, key: keyBefore(said, first), values });
    for (const place of places) used.add(place);
  });
}

function quotedBehind({ words }: Said, at: number): number[] {
  const sentence = words[at]?.sentence;
  return words.flatMap((word, place) =>
    place > at && word.isQuoted && word.sentence === sentence ? [place] : [],
  );
}

/** `team = "billing"` names its key; "tagged with "x"" means the name. */
function keyBefore({ words }: Said, at: number): string {
  const before = words[at - 1];
  const isGlue = before === undefined || /^(name|named|with|as|is|of|to|tag|tagged)$/.test(before.lemma);
  return isGlue ? "Name" : before.text;
}

/** Several values are dealt out to the things named before, in their order; one is for each of them. */
function tag(
  sheet: Sheet,
  said: Said,
  { at, key, values }: { at: number; key: string; values: readonly string[] },
): void {
  const sentence = said.words[at]?.sentence;
  const mentions = speakersAt(said, at)
    .filter((one) => one.sentence === sentence && one.from < at)
    .reverse();
  const drafts = [...new Set(mentions.flatMap((mention) => said.subjects.get(mention) ?? []))].filter(
    (draft) => entryOf(sheet, draft)?.fields.tags !== undefined,
  );
  drafts.forEach((draft, index) => {
    const value = values.length > 1 ? values[index] : values[0];
    if (value !== undefined && !draft.said.has("tags")) draft.said.set("tags", { [key]: value });
  });
}
