import nlp from "compromise";

export interface Token {
  readonly form: "word" | "quoted" | "literal" | "number" | "break";
  readonly text: string;
  readonly lower: string;
  /** Lower case, and the base form where there is one: "kept" is "keep". */
  readonly lemma: string;
  readonly value?: number;
  /** Spelling that was taken for another word. */
  readonly misspelt?: string;
}

const SHAPES = new RegExp(
  [
    /"([^"]+)"|“([^”]+)”|`([^`]+)`/,
    // Addresses, ranges of ports, and images with a tag: the colon belongs to it.
    /((?:\d+(?:\.\d+){3}(?:\/\d+)?|\d+-\d+)(?!\w|\.\w)|[a-z0-9][a-z0-9._-]*(?:(?::\d+)?(?:\/[a-z0-9][a-z0-9._-]*)+:\w(?:[\w.-]*\w)?|:v?\d(?:[\w.-]*\w)?))(?![\w/])/,
    /(\d+(?:,\d{3})*(?:\.\d+)?)(?:-(?=[A-Za-z]))?/,
    /([A-Za-zÀ-ɏ_][\w\u00C0-\u024F]*(?:['./-][\w\u00C0-\u024F]+)*)/,
    /([,;:.!?()–—\n])/,
    /(\S)/,
  ]
    .map((shape) => shape.source)
    .join("|"),
  "g",
);

const bases = new Map<string, string>();

/** The base form of one word, so that vocabulary and request meet whatever their inflection. */
export function lemmaOf(word: string): string {
  const known = bases.get(word);
  if (known !== undefined) return known;
  const lower = word.toLowerCase().replace(/'s$/, "");
  const base = lower.includes("'") ? lower : baseOf(lower);
  bases.set(word, base);
  return base;
}

/** Splits a request into words, literals, numbers, quotations and breaks; nothing of it is lost. */
export function readTokens(text: string, isWord: (lemma: string) => boolean): Token[] {
  return [...text.replaceAll("’", "'").matchAll(SHAPES)].flatMap((match) => tokensOf(match, isWord));
}

function tokensOf(match: RegExpMatchArray, isWord: (lemma: string) => boolean): Token[] {
  const [whole, double, curly, ticks, literal, digits, word, mark] = match;
  const quoted = double ?? curly ?? ticks;
  if (quoted !== undefined)
    return [{ form: "quoted", text: quoted, lower: quoted.toLowerCase(), lemma: quoted.toLowerCase() }];
  if (literal !== undefined) return [{ form: "literal", text: literal, lower: literal, lemma: literal }];
  if (digits !== undefined) {
    return [
      {
        form: "number",
        text: digits,
        lower: digits,
        lemma: digits,
        value: Number(digits.replaceAll(",", "")),
      },
    ];
  }
  if (word !== undefined) return wordTokens(word, isWord);
  if (mark !== undefined) return [{ form: "break", text: mark, lower: mark, lemma: mark }];
  return [{ form: "word", text: whole, lower: whole, lemma: whole }];
}

function wordTokens(word: string, isWord: (lemma: string) => boolean): Token[] {
  const parts = word.split("-");
  if (parts.length > 1 && parts.every((part) => isWord(lemmaOf(part)) || numberOf(part) !== null)) {
    return parts.flatMap((part) => wordTokens(part, isWord));
  }
  if (/[._/-]/.test(word))
    return [{ form: "literal", text: word, lower: word.toLowerCase(), lemma: word.toLowerCase() }];
  const value = numberOf(word);
  if (value !== null)
    return [{ form: "number", text: word, lower: word.toLowerCase(), lemma: word.toLowerCase(), value }];
  return [{ form: "word", text: word, lower: word.toLowerCase(), lemma: lemmaOf(word) }];
}

/** The number a word stands for: "ninety". */
function numberOf(word: string): number | null {
  if (!/^[a-z]+$/i.test(word)) return null;
  const [found] = [nlp(word).numbers().get()].flat();
  return typeof found === "number" && found > 0 ? found : null;
}

function baseOf(word: string): string {
  return nlp(word).compute("root").text("root") || word;
}
