import { ANYTHING, type Promised } from "#shared/core/contract.ts";
import type { Word } from "#shared/reading/words.ts";
import { type Amount, amountAt } from "./amount-at.ts";
import { EMPTY, kindOf, type Telling, tellingLeaves } from "./leaf-words.ts";
import { isHedged, type Request, wordsFrom } from "./request.ts";

/** So far from a number its argument's words may stand. */
const BEFORE = 6;
const AFTER = 3;
/** A word that more arguments have tells none of them. */
const FEW = 4;

/** A number that stands beside the words of an argument is what that argument holds; beside a unit, one of those that are counted in it. */
export function amountPromises(request: Request): Promised[] {
  return [...versions(request), ...amounts(request)];
}

const ENGINE =
  /^(my ?sql|postgre\w*|mariadb|oracle|redis|memcached|aurora|version|sqlserver|kafka|kubernetes|opensearch|elasticsearch)$/;

/** "MySQL 5.7", "version 8.4.3": some version of what is asked for. */
function versions(request: Request): Promised[] {
  const { words, things, known, used } = request;
  const leaves = tellingLeaves(things, known.catalogue).filter(({ leaf }) => /(^|_)version$/.test(leaf.path));
  return words.flatMap((word, at): Promised[] => {
    const isNumber = /^\d+(\.\d+)*$/.test(word.whole) && !word.isQuoted && !used.has(at);
    const near = [at - 4, at - 3, at - 2, at - 1, at + 1].map((place) => words[place]);
    const [last] = near.slice(-2);
    const isVersion =
      near.slice(0, 4).some((one) => one?.lemma === "version") ||
      [last, near.at(-1)].some((one) => ENGINE.test(one?.lemma ?? ""));
    if (!isNumber || !isVersion || leaves.length === 0 || isHedged(request, at)) return [];
    used.add(at);
    return [holding(leaves, word.whole, wordsFrom(words, at - 3, at + 1))];
  });
}

function amounts(request: Request): Promised[] {
  const { words, things, known, used } = request;
  const leaves = tellingLeaves(things, known.catalogue).filter(({ leaf }) =>
    ["number", "string"].includes(kindOf(leaf)),
  );
  return words.flatMap((_, at): Promised[] => {
    const amount = amountAt(request, at);
    if (amount === null || used.has(at) || isHedged(request, at)) return [];
    const found = meant(request, leaves, { at, ...amount });
    if (found.length === 0) return [];
    used.add(at);
    const from = wordsFrom(words, at - 3, at + 2);
    return grouped(request, found, at).map((group) => holding(group, amount.value, from));
  });
}

/** What stands beside the number says it all, or, beside a unit, any argument that is counted in it. */
function meant(request: Request, leaves: readonly Telling[], amount: Amount & { at: number }): Telling[] {
  const numbers = leaves.filter(({ leaf }) => kindOf(leaf) === "number");
  const saidIn = (near: readonly string[]) =>
    numbers.filter(({ words }) => words.length > 0 && words.every((word) => near.includes(word)));
  const inClause = saidIn(clauseBefore(request, amount.at));
  const near = wordsNear(request, amount.at);
  const said = longest(inClause.length > 0 ? inClause : saidIn(near));
  const { unit } = amount;
  const fitting = unit === null ? said : said.filter(({ leaf }) => unit.test(leaf.path));
  if (fitting.length > 0) return fitting;
  if (unit === null) return counted(request, numbers, amount.at);
  const isTold = ({ words }: Telling) => !amount.isTime || words.some((word) => near.includes(word));
  return numbers.filter((one) => unit.test(one.leaf.path) && isTold(one));
}

/** "5 on-demand and 4 spot instances": the word behind the number is part of an argument's name and of few. */
function counted({ words }: Request, numbers: readonly Telling[], at: number): Telling[] {
  const behind = words
    .slice(at + 1, at + 3)
    .filter(({ isQuoted, sentence }) => !isQuoted && sentence === words[at]?.sentence);
  const word = behind.find(({ lemma }) => !EMPTY.has(lemma))?.lemma ?? "";
  const found = numbers.filter((one) => one.words.includes(word) && one.thing.said !== "part");
  return found.length <= FEW ? found : [];
}

/** "max unavailable" is not said of the argument that "max" alone tells. */
function longest(found: readonly Telling[]): Telling[] {
  const isLess = (one: Telling, other: Telling) =>
    one.words.length < other.words.length && one.words.every((word) => other.words.includes(word));
  return found.filter((one) => !found.some((other) => isLess(one, other)));
}

/** "min size is 1, max size is 2": what stands before the number since the last comma says it best. */
function clauseBefore({ words }: Request, at: number): string[] {
  const before = words.slice(startBefore(words, at), at);
  const end = before.findLastIndex(({ isClosed, sentence }) => isClosed || sentence !== words[at]?.sentence);
  return before.slice(end + 1).flatMap(({ lemma, isQuoted }) => (isQuoted ? [] : [lemma]));
}

/** Never in the middle of "read and write". */
function startBefore(words: readonly Word[], at: number): number {
  const from = Math.max(0, at - BEFORE);
  return /^(and|or)$/.test(words[from]?.lemma ?? "") ? Math.max(0, from - 1) : from;
}

function wordsNear({ words }: Request, at: number): string[] {
  const sentence = words[at]?.sentence;
  return words
    .slice(startBefore(words, at), at + AFTER + 1)
    .flatMap((word) => (word.sentence === sentence && !word.isQuoted ? [word.lemma] : []));
}

/** "both set to 10" is said of each argument; else of one of them. */
function grouped({ words }: Request, found: readonly Telling[], at: number): Telling[][] {
  const isEach = words.slice(Math.max(0, at - 4), at).some(({ lemma }) => /^(both|each)$/.test(lemma));
  const outer = found.filter(({ leaf }) => !leaf.path.includes("."));
  return isEach && outer.length > 0 ? outer.map((one) => [one]) : [[...found]];
}

/** One type where all are of it, else wherever. */
export function holding(found: readonly Telling[], value: string | number | boolean, from: string): Promised {
  const types = [...new Set(found.map(({ type }) => type))];
  const paths = [...new Set(found.map(({ leaf }) => leaf.path))];
  const [only] = types.length === 1 ? found : [];
  const subject = only === undefined ? { type: ANYTHING } : { type: only.type };
  return { kind: "holds", id: `${subject.type}.${paths[0]}.${value}`, subject, paths, value, from };
}
