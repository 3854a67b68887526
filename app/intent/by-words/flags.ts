import type { Promised } from "#shared/core/contract.ts";
import { kindOf, type Telling, tellingLeaves } from "./leaf-words.ts";
import { isHedged, type Request, wordsFrom } from "./request.ts";

const YES =
  /^(enable|enabled|enabling|true|on|support|supported|activate|activated|with|require|required|yes)$/;
const NO = /^(disable|disabled|false|off|without|no|not|never|disabling)$/;

/** A flag whose words stand side by side with a yes or a no, or that are more than one, is set so; a no forbids it. */
export function flagPromises(request: Request): Promised[] {
  const { things, known } = request;
  const flags = tellingLeaves(things, known.catalogue).filter(
    ({ leaf, words }) => kindOf(leaf) === "bool" && words.length > 0,
  );
  const found = flags.flatMap((flag) => {
    const place = stated(request, flag);
    return place === null ? [] : [{ flag, place }];
  });
  return [...Map.groupBy(found, ({ place }) => place.from).values()].flatMap((same) =>
    nearest(request, same).map(({ flag, place }) => promiseOf(request, flag, place)),
  );
}

interface Found {
  readonly flag: Telling;
  readonly place: Stated;
}

/** Several things may have such a flag: it is said of the nearest, and there of the outermost argument that the most words tell. */
function nearest(request: Request, found: readonly Found[]): Found[] {
  const ranked = found.toSorted(
    (one, other) =>
      distanceTo(request, one) - distanceTo(request, other) ||
      other.flag.words.length - one.flag.words.length ||
      one.flag.leaf.path.split(".").length - other.flag.leaf.path.split(".").length,
  );
  const [first] = ranked;
  return ranked.filter((one) => one === first || (first !== undefined && isBeside(one, first)));
}

/** "DNS support and hostnames": two flags of one thing that share a word. */
function isBeside({ flag, place }: Found, first: Found): boolean {
  const isOwn = flag.words.some((word) => !first.flag.words.includes(word));
  return flag.thing === first.flag.thing && isOwn && place.to !== first.place.to;
}

/** Things that are named before it in the sentence are nearer than those behind it, and these than those elsewhere. */
function distanceTo({ words }: Request, { flag, place }: Found): number {
  const sentence = words[place.from]?.sentence;
  const distances = flag.thing.mentions.map((mention) => {
    if (mention.sentence !== sentence) return FAR + Math.abs(place.from - mention.from);
    return mention.from <= place.from ? place.from - mention.from : FAR / 2 + mention.from - place.from;
  });
  return Math.min(...distances);
}

const FAR = 10_000;

interface Stated {
  readonly from: number;
  readonly to: number;
  readonly isOn: boolean;
}

function promiseOf({ words, used }: Request, { type, leaf }: Telling, { from, to, isOn }: Stated): Promised {
  for (let at = from; at <= to; at += 1) used.add(at);
  const about = { id: `${type}.${leaf.path}`, subject: { type }, from: wordsFrom(words, from, to) };
  return isOn
    ? { kind: "holds", ...about, paths: [leaf.path], value: true }
    : { kind: "differs", ...about, path: leaf.path, value: true };
}

/** Words of a flag stand within so many. */
const ROOM = 3;

function stated(request: Request, { words: telling }: Telling): Stated | null {
  for (let from = 0; from < request.words.length; from += 1) {
    const to = runFrom(request, from, telling);
    const isThing = request.mentions.some((one) => to !== null && one.from <= from && one.to >= to);
    if (to === null || isThing || isHedged(request, from)) continue;
    const near = wordsAt(request, from, [from - 3, from - 2, from - 1, to + 1, to + 2]);
    const isOff = wordsAt(request, from, [from - 2, from - 1, to + 1]).some((word) => NO.test(word));
    const isDoubtful = !isOff && near.some((word) => NO.test(word));
    const isSaid = isOff || near.some((word) => YES.test(word)) || telling.length > 1;
    if (isSaid && !isDoubtful) return { from, to, isOn: !isOff };
  }
  return null;
}

/** Where the flag's words end that begin here, in their order; null where they do not stand here. */
function runFrom({ words }: Request, from: number, telling: readonly string[]): number | null {
  const sentence = words[from]?.sentence;
  const most = from + telling.length + (telling.length > 1 ? ROOM : 0);
  let at = from - 1;
  for (const lemma of telling) {
    at = words.findIndex(
      (word, place) =>
        place > at && place < most && word.sentence === sentence && !word.isQuoted && word.lemma === lemma,
    );
    if (at < 0 || (lemma === telling[0] && at !== from)) return null;
  }
  return at;
}

function wordsAt({ words }: Request, from: number, places: readonly number[]): string[] {
  return places.flatMap((at) => {
    const word = words[at];
    return word !== undefined && word.sentence === words[from]?.sentence && !word.isQuoted
      ? [word.lemma]
      : [];
  });
}
