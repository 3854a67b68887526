/** A word of a request with its place: values belong to what stands in the same sentence. */
export interface Word {
  /** As written, without quotes. */
  readonly text: string;
  /** The token that it is a part of: `aurora-mysql` of "aurora" and of "mysql". */
  readonly whole: string;
  /** Lower case, singular: what phrases are matched by. */
  readonly lemma: string;
  readonly isPlural: boolean;
  readonly isQuoted: boolean;
  /** The name of a cloud stands before it: "AWS Backup" is a service, "backup" is anything. */
  readonly isProduct: boolean;
  readonly sentence: number;
  /** A comma or a bracket follows. */
  readonly isClosed: boolean;
}

const TOKEN =
  /"([^"\n]{1,200})"|“([^”\n]{1,200})”|(?<![\w])'([^'\n]{1,200})'(?!\w)|`([^`\n]{1,200})`|((?:https?:\/\/|s3:\/\/|arn:)[^\s,;]*[^\s,;.)])|([A-Za-z0-9_$@](?:[\w$@:/*-]|\.(?=[\w*]))*)|([.;\n!?])/g;

/** Words in order; a full stop, a semicolon and a line end close a sentence. */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  let sentence = 0;
  const plain = text.replaceAll(/\broute[ _]53\b/gi, "route53");
  for (const match of plain.matchAll(TOKEN)) {
    const found = wordsOf(match, sentence);
    const isClosed = /^["'”`]?\s*[,)]|^[^"]*,["'”`]$/.test(
      `${match[0].at(-2) === "," ? "," : ""}${plain.slice(match.index + match[0].length, match.index + match[0].length + 2)}`,
    );
    if (found === null) sentence += 1;
    else words.push(...found.map((word, at) => ({ ...word, isClosed: isClosed && at === found.length - 1 })));
  }
  return words.flatMap((word, at) => {
    if (isVendor(word)) return [];
    const before = words[at - 1];
    return [{ ...word, isProduct: before !== undefined && isVendor(before) }];
  });
}

/** The words of one token, null where it ends the sentence. */
function wordsOf([, ...groups]: RegExpExecArray, sentence: number): Word[] | null {
  const [double, curly, single, code, address, bare, end] = groups;
  if (end !== undefined) return null;
  const quoted = (double ?? curly ?? single ?? code)?.replace(/[,.;:]+$/, "");
  if (quoted !== undefined) return [wordOf(quoted, { whole: quoted, isQuoted: true, sentence })];
  const whole = address ?? bare ?? "";
  return partsOf(address, bare).map((part) => wordOf(part, { whole, isQuoted: false, sentence }));
}

function isVendor({ lemma, isQuoted }: Word): boolean {
  return !isQuoted && /^(aws|amazon|azure|gcp)$/.test(lemma);
}

/** `multi-az` and `git_clone_depth` are read as several words; types, numbers and paths stay whole. */
function partsOf(address: string | undefined, bare: string | undefined): string[] {
  if (address !== undefined) return [address];
  const text = (bare ?? "").replace(/[:/-]+$/, "");
  if (/^(data\.)?(aws|azurerm|google|kubernetes)_\w/.test(text)) return [text];
  return /^[A-Za-z][A-Za-z0-9]*(?:[-/_][A-Za-z][A-Za-z0-9]*)+$/.test(text) ? text.split(/[-/_]/) : [text];
}

function wordOf(text: string, place: Pick<Word, "whole" | "isQuoted" | "sentence">): Word {
  const lower = text.toLowerCase().replace(/'s$/, "");
  const lemma = place.isQuoted ? lower : singular(lower);
  return { text, lemma, isPlural: lemma !== lower, isProduct: false, isClosed: false, ...place };
}

const UNCHANGED =
  /(ss|us|is|ics)$|^(aws|dns|kms|sns|sqs|ecs|eks|rds|efs|ebs|tls|https|dms|mws|ses|devops|opsworks|lens|canvas|nas|gas|vps|iops)$/;

/** The form that catalogue names have; words that only look like a plural stay. */
export function singular(word: string): string {
  if (word.length < 4 || !word.endsWith("s") || UNCHANGED.test(word)) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.replace(/(?<=(?:ss|x|ch|sh))es$|s$/, "");
}

const NUMBERS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  couple: 2,
  dozen: 12,
};

/** The number that a word stands for, null for any other word. */
export function numberOf(word: Word): number | null {
  if (/^\d+(\.\d+)?$/.test(word.text)) return Number(word.text);
  return NUMBERS[word.lemma] ?? null;
}
