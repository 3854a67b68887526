export interface Sentence {
  readonly text: string;
  readonly words: readonly string[];
  /** Words without numbers that are part of a longer token: `us-east-1a` holds no one. */
  readonly plain: readonly string[];
}

/** The sentences of a request; a line end closes one too. */
export function sentencesOf(text: string): Sentence[] {
  return text
    .split(/(?<=[.;!?])\s|\n/)
    .map((one) => ({ text: one, words: wordsOf(one), plain: plainWordsOf(one) }));
}

export function wordsOf(text: string): string[] {
  return (text.match(/[A-Za-z]+|(?<![\w-])\d+(?:\.\d+)*(?=[A-Za-z]{0,3}(?![\w-]))|\d+/g) ?? []).map(plain);
}

function plainWordsOf(text: string): string[] {
  return (text.match(/[A-Za-z]+|(?<![\w.-])\d+(?:\.\d+)*(?=[A-Za-z]{0,3}(?![\w-]))/g) ?? []).map(plain);
}

export function plain(word: string): string {
  const lower = word.toLowerCase();
  if (lower.endsWith("ies")) return `${lower.slice(0, -3)}y`;
  return lower.length > 3 && /[^s]s$/.test(lower) ? lower.slice(0, -1) : lower;
}

export const NUMBERS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
];
