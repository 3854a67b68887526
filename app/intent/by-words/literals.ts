import { ANYTHING, type Promised } from "#shared/core/contract.ts";
import { singular, type Word } from "#shared/reading/words.ts";
import { holding } from "./amounts.ts";
import { kindOf, type Telling, tellingLeaves } from "./leaf-words.ts";
import { isHedged, type Request, wordsFrom } from "./request.ts";

/** Texts that show by their form that they are meant as they stand. */
const FORMS: readonly RegExp[] = [
  /^(db|cache|dax|kafka|ml|mq)\.[a-z0-9-]+\.[a-z0-9]+$/,
  /^[a-z]\d[a-z0-9-]*\.(nano|micro|small|medium|\d*x?large)$/,
  /^(gp2|gp3|io1|io2|st1|sc1)$/,
  /^(\d{1,3}\.){3}\d{1,3}(\/\d{1,2})?$/,
  /^(af|ap|ca|eu|il|me|mx|sa|us)-(north|south|east|west|central|northeast|northwest|southeast|southwest)-\d[a-f]?$/,
  /^(https?|s3|arn):/,
  /^ami-[0-9a-f]{8,17}$/,
  /^[\w.+-]+@[\w-]+\.[\w.]+$/,
  /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/,
  /^(aurora|sqlserver|oracle)-[a-z]+$/,
  /^([a-z0-9-]+\.)+(com|org|net|io|local|internal|dev|example)$/,
  /^AES256$/,
];
/** A shorter text stands in too many others. */
const SHORTEST = 2;

/** What is quoted, or unmistakable unquoted, and bound to nothing yet, stands somewhere in the stack; at an argument where its words stand before it. */
export function literalPromises(request: Request): Promised[] {
  const found = request.words.flatMap((_, at) => (isLiteral(request, at) ? [at] : []));
  return found.map((at) => {
    request.used.add(at);
    const text = textAt(request, at);
    const from = wordsFrom(request.words, at - 3, at);
    const spoken = parameterOf(request, at);
    const bound = spoken.length > 0 ? spoken : boundTo(request, at);
    if (bound.length > 0) return holding(bound, text, from);
    return { kind: "holds", id: `anything.${text}`, subject: { type: ANYTHING }, value: text, from };
  });
}

function textAt({ words }: Request, at: number): string {
  const word = words[at];
  return (word?.isQuoted === true ? word.text : word?.whole) ?? "";
}

function isLiteral(request: Request, at: number): boolean {
  const word = request.words[at];
  if (word === undefined || request.used.has(at) || isHedged(request, at)) return false;
  const text = textAt(request, at);
  if (word.isQuoted) return isQuotable(text);
  const isThing = request.mentions.some(({ from, to }) => from <= at && at <= to);
  return !isThing && FORMS.some((form) => form.test(text));
}

/** A sentence in quotes is not looked for, nor is the name of a type. */
function isQuotable(text: string): boolean {
  return text.length >= SHORTEST && text.split(/\s+/).length < 4 && !/^(data\.)?aws_\w/.test(text);
}

function spelledOut(lemma: string): string[] {
  return lemma === "dns" ? ["dns", "domain", "name"] : [lemma];
}

const SETTING = /^(set|to|is|as|of|be|equal|with|the|a)$/;
const PARAMETER = /^(param\w*|argument|attribute|property|field)$/;

/** "whose name parameter is set to "x"": the argument of just this name, of the thing that was named last. */
function parameterOf({ words, mentions, things, known }: Request, at: number): Telling[] {
  const isFiller = ({ lemma, isQuoted }: Word) => !isQuoted && (SETTING.test(lemma) || PARAMETER.test(lemma));
  const end = words.findLastIndex((word, place) => place < at && !isFiller(word));
  if (!words.slice(end + 1, at).some(({ lemma }) => PARAMETER.test(lemma))) return [];
  const of = mentions.findLast((mention) => mention.to < end && mention.sentence === words[at]?.sentence);
  const thing = things.filter(({ mentions }) => mentions.some((one) => one === of));
  return tellingLeaves(thing, known.catalogue).filter(({ leaf }) => {
    const name = leaf.path.split("_").map(singular);
    return (
      !leaf.path.includes(".") &&
      name.every((word, place) => words[end + 1 - name.length + place]?.lemma === word)
    );
  });
}

/** The argument whose two words or more stand right before the text: `a hash key named "id"`. */
function boundTo({ words, things, known }: Request, at: number): Telling[] {
  const sentence = words[at]?.sentence;
  const before = words
    .slice(Math.max(0, at - 4), at)
    .flatMap((word) => (word.sentence === sentence && !word.isQuoted ? spelledOut(word.lemma) : []));
  return tellingLeaves(things, known.catalogue).filter(
    ({ leaf, words: telling }) =>
      !leaf.path.includes(".") &&
      kindOf(leaf) === "string" &&
      telling.length > 1 &&
      telling.every((word) => before.includes(word)),
  );
}
