import type { Mention } from "#shared/reading/mention-of.ts";
import type { Word } from "#shared/reading/words.ts";
import type { Subjects } from "./draft-mentioned.ts";
import type { Draft } from "./sheet.ts";

export interface Said {
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];
  readonly subjects: Subjects;
}

/** What a place of the request may speak of, the likeliest first: named before it in the sentence, after it, then in sentences before. */
export function speakersAt(said: Said, at: number): Mention[] {
  const sentence = said.words[at]?.sentence ?? 0;
  const own = said.mentions.filter((mention) => mention.sentence === sentence);
  const before = own.filter(({ from }) => from <= at).reverse();
  const after = own.filter(({ from }) => from > at);
  const earlier = said.mentions.filter((mention) => mention.sentence < sentence).reverse();
  return [...before, ...after, ...earlier];
}

/** Of several drafts of one mention, those that the words before the place single out by name or qualifier; all where none is. */
export function singledOut(said: Said, drafts: readonly Draft[], at: number): readonly Draft[] {
  if (drafts.length < 2) return drafts;
  const sentence = said.words[at]?.sentence ?? 0;
  for (let place = at; place >= 0 && said.words[place]?.sentence === sentence; place -= 1) {
    const word = said.words[place];
    const found = drafts.find(({ called, qualifier }) =>
      word?.isQuoted === true ? called === word.text : qualifier !== null && qualifier === word?.lemma,
    );
    if (found !== undefined) return [found];
  }
  return drafts;
}

/** The sentences that speak of a thing: those that name it, and those after them that name nothing. */
export function sentencesOf(said: Said, mentions: readonly Mention[]): Set<number> {
  const naming = new Set(said.mentions.map(({ sentence }) => sentence));
  const last = said.words.at(-1)?.sentence ?? 0;
  const sentences = new Set(mentions.map(({ sentence }) => sentence));
  for (let sentence = 1; sentence <= last; sentence += 1) {
    if (!naming.has(sentence) && sentences.has(sentence - 1)) sentences.add(sentence);
  }
  return sentences;
}
