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
    /((?:(?<![\w.)])[-−])?\d+(?:,\d{3})*(?:\.\d+)?)(?:-(?=[A-Za-z]))?/,
    /([\p{L}_][\p{L}\p{M}\w]*(?:['./-][\p{L}\p{M}\w]+)*)/u,
    /([,;:.!?()–—\n])/,
    /(\S)/,
  ]
    .map((shape) => shape.source)
    .join("|"),
  "gu",
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

/** What the words of a dashed word may be to the vocabulary. */
interface Vocabulary {
  isRun(lemmas: readonly string[]): boolean;
}

/** Splits a request into words, literals, numbers, quotations and breaks; nothing of it is lost. */
export function readTokens(text: string, vocabulary: Vocabulary): Token[] {
  const plain = text.replaceAll("’", "'");
  return [...plain.matchAll(SHAPES)].flatMap((match) =>
    tokensOf(match, NAMED.test(plain.slice(0, match.index)) ? UNSPLIT : vocabulary),
  );
}

/** What follows is a name as it stands, dashes and all. */
const NAMED = /\b(?:called|named|name|call it|name it|name of)(?: is)?[ :=]*$/i;
const UNSPLIT: Vocabulary = { isRun: () => false };

function tokensOf(match: RegExpMatchArray, vocabulary: Vocabulary): Token[] {
  const [whole, double, curly, ticks, literal, digits, word, mark] = match;
  const quoted = double ?? curly ?? ticks;
  if (quoted !== undefined) return [plainToken("quoted", quoted)];
  if (literal !== undefined) return [{ form: "literal", text: literal, lower: literal, lemma: literal }];
  if (digits !== undefined) {
    const value = Number(digits.replaceAll(",", "").replace("−", "-"));
    return [{ ...plainToken("number", digits), value }];
  }
  if (word !== undefined) return wordTokens(word, vocabulary);
  return [plainToken(mark === undefined ? "word" : "break", whole)];
}

function plainToken(form: Token["form"], text: string): Token {
  return { form, text, lower: text.toLowerCase(), lemma: text.toLowerCase() };
}

/** "30-day" and "read-only" are two words, "order-items" is a name. */
function wordTokens(word: string, vocabulary: Vocabulary): Token[] {
  const parts = word.split("-");
  const isNumbered = parts.some((part) => numberOf(part) !== null);
  if (parts.length > 1 && (vocabulary.isRun(parts.map(lemmaOf)) || (isNumbered && vocabulary !== UNSPLIT))) {
    return parts.flatMap((part) => wordTokens(part, vocabulary));
  }
  if (/[._/-]/.test(word)) return [plainToken("literal", word)];
  const value = numberOf(word);
  if (value !== null) return [{ ...plainToken("number", word), value }];
  return [{ ...plainToken("word", word), lemma: lemmaOf(word) }];
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
