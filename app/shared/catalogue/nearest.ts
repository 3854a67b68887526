import { distance } from "fastest-levenshtein";
import type { Catalogue } from "../core/catalogue.ts";
import { PREFIXES, RENAMED_TYPES, SYNONYMS } from "./known-names.ts";

type Mode = "managed" | "data";

/** Below this likeness a name is no suggestion: it would only mislead. */
const CUT_OFF = 0.55;
/** What a name gains that says all words of the other. */
const PART = 0.06;
/** Among names of the same words the one with the fewest other letters. */
const TIE = 0.0001;
/** How much nearer a data source must be than a resource, where a resource was asked for, and the other way round. */
const OTHER_MODE = 0.1;

/** The type that was most likely meant; `data.aws_x` where a resource was asked for and it is a data source. Null when none is near. */
export function nearestType(type: string, mode: Mode, catalogue: Catalogue): string | null {
  const known = Object.hasOwn(RENAMED_TYPES, type) ? RENAMED_TYPES[type] : undefined;
  for (const name of [known, type]) {
    const found = name === undefined ? null : labelled(name, mode, catalogue);
    if (found !== null) return found;
  }
  const [prefix = "", ...words] = type.split("_");
  const provider = providerOf(prefix, Object.keys(catalogue.providers));
  if (provider === null) return null;
  // The prefix is the same for all of them and would only make strangers alike.
  const bare = (asked: Mode) =>
    catalogue.types({ mode: asked, provider }).map((name) => name.slice(provider.length + 1));
  const other: Mode = mode === "data" ? "managed" : "data";
  const own = best(words.join("_"), bare(mode));
  const foreign = best(words.join("_"), bare(other));
  if (Math.max(own.score, foreign.score) < CUT_OFF) return null;
  const name = (found: string) => `${provider}_${found}`;
  return foreign.score > own.score + OTHER_MODE
    ? labelled(name(foreign.candidate), mode, catalogue)
    : labelled(name(own.candidate), mode, catalogue);
}

/** The provider that a prefix means: its own, another word for it, or one letter off. */
function providerOf(prefix: string, providers: readonly string[]): string | null {
  const known = PREFIXES[prefix] ?? prefix;
  return (
    providers.find((name) => name === known) ??
    providers.find((name) => typingErrors(known, name) === 1) ??
    null
  );
}

function labelled(type: string, mode: Mode, catalogue: Catalogue): string | null {
  if (catalogue.find(type, mode) !== null) return type;
  const other = mode === "data" ? "managed" : "data";
  if (catalogue.find(type, other) === null) return null;
  return other === "data" ? `data.${type}` : type;
}

/** The name that shares most words and letters with what was written; null when none is near enough. */
export function nearestName(name: string, candidates: readonly string[]): string | null {
  const { candidate, score } = best(name, candidates);
  return score >= CUT_OFF ? candidate : null;
}

interface Scored {
  readonly candidate: string;
  readonly score: number;
}

function best(name: string, candidates: readonly string[]): Scored {
  const wanted = readName(name);
  return candidates.reduce<Scored>(
    (found, candidate) => {
      const score = likeness(wanted, readName(candidate), found.score);
      if (score < found.score) return found;
      const exact = score - distance(name, candidate) * TIE;
      return exact > found.score ? { candidate, score: exact } : found;
    },
    { candidate: "", score: 0 },
  );
}

interface Name {
  /** In the provider's own terms, without the plural. */
  readonly words: readonly string[];
  readonly text: string;
}

/** Letters in order count as much as whole words in any order: typing errors keep the one, habits the other. */
function likeness(one: Name, other: Name, floor: number): number {
  if (one.text === other.text) return 1;
  const longest = Math.max(one.text.length, other.text.length);
  const shared = one.words.filter((word) => other.words.includes(word)).length;
  const words = (2 * shared) / (one.words.length + other.words.length);
  const isPart = shared > 0 && shared === Math.min(one.words.length, other.words.length);
  const scored = (letters: number) =>
    Math.max(letters, (letters + words) / 2, isPart ? (CUT_OFF + words) / 2 + PART * (1 + letters) : 0);
  // Counting letters is dear: it is done only where even the best outcome would be near enough.
  const bound = scored(1 - Math.abs(one.text.length - other.text.length) / longest);
  return bound < floor ? bound : scored(1 - typingErrors(one.text, other.text) / longest);
}

/** Letters to change; two neighbours that changed places are one slip and not two. */
function typingErrors(one: string, other: string): number {
  const letters = distance(one, other);
  if (letters !== 2 || one.length !== other.length) return letters;
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  const swapped = `${one.slice(0, at)}${one[at + 1]}${one[at]}${one.slice(at + 2)}`;
  return swapped === other ? 1 : letters;
}

const remembered = new Map<string, Name>();
const REMEMBERED = 20_000;

function readName(name: string): Name {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const words = name
    .split("_")
    .flatMap((word) => (SYNONYMS[word] ?? word).split("_"))
    .filter((word) => word !== "")
    .map((word) => (word.length > 3 ? word.replace(/s$/, "") : word));
  const read = { words, text: words.join("_") };
  if (remembered.size < REMEMBERED) remembered.set(name, read);
  return read;
}
