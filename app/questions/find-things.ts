import { companionsOf, type Scene, type Thing, thingsOf } from "./scene.ts";

/** What a question is about in one stack. */
export interface Found {
  readonly scene: Scene;
  /** Without what belongs to another thing that was found. */
  readonly things: readonly Thing[];
  /** Everything of the stack was meant. */
  readonly isAll: boolean;
}

export type Search =
  | { readonly kind: "found"; readonly found: readonly Found[] }
  /** The question names a kind of thing, and there is none. */
  | { readonly kind: "none"; readonly noun: string }
  | { readonly kind: "unknown"; readonly names: readonly string[] };

/** Words that say nothing about which thing is meant. */
const PLAIN = new Set(
  `a about account agreed all also an and any anything are aren as ask asked at available be been bill by can come connect connected contract
  contracts cost costs could currently depend dependency depends deployed describe did do does doesn each environment ever everything exist exists
  explain expensive for from get give gives guarantee guaranteed had has have here how i in into is isn it its know let like list linked
  live look made make managed many me more much my need needs now of on one ones or our out over own please point price prices
  project promise promised promises reason reasons refer reference references refer refers remind resource resources right run running s see set
  should show so some stack stacks state still subscription t tell than that the their them there these they thing things this those to
  up us use used uses using was we were what whats when where which who whole whose why will with would you your re`.split(
    /\s+/,
  ),
);

/** The things that a question names, by address, name or kind; everything of the named stacks, or of all, where it names nothing. */
export function findThings(text: string, scenes: readonly Scene[]): Search {
  const words = wordsOf(text);
  const searched = scenes.map((scene) => ({ scene, ...inScene(text, words, scene) }));
  const found = searched.filter(({ things }) => things.length > 0);
  if (found.length > 0) return { kind: "found", found: found.map((one) => ({ ...one, isAll: false })) };
  const noun = searched.map((one) => one.noun).find((one) => one !== null);
  if (noun !== undefined && noun !== null) return { kind: "none", noun };

  const named = scenes.filter(({ stack }) => has(words, wordsOf(stack)));
  const known = new Set(scenes.flatMap((one) => [...wordsOf(one.stack), ...wordsOf(one.environment)]));
  const unknown = tellingWords(text).filter((word) => !known.has(word));
  if (unknown.length > 0) return { kind: "unknown", names: unknown };
  const meant = named.length > 0 ? named : scenes;
  return {
    kind: "found",
    found: meant.map((scene) => ({ scene, things: topmost(thingsOf(scene)), isAll: true })),
  };
}

function inScene(text: string, words: readonly string[], scene: Scene) {
  const all = thingsOf(scene);
  const addressed = all.filter(({ address }) => text.includes(address));
  if (addressed.length > 0) return { things: addressed, noun: null };
  const named = all.filter(({ name }) => name !== scene.stack && has(words, wordsOf(name)));
  const { types, noun } = kindsNamed(words, scene, all);
  const ofKind = all.filter(({ type }) => types.has(type));
  const both = named.filter(({ type }) => types.has(type));
  if (both.length > 0) return { things: both, noun };
  return { things: topmost(named.length > 0 ? named : ofKind), noun };
}

/** Types by what people call them, and by the last words of a type that the stack has. */
function kindsNamed(words: readonly string[], { kinds }: Scene, all: readonly Thing[]) {
  const known = kinds.filter(({ nouns }) => nouns.some((noun) => has(words, wordsOf(noun))));
  const present = all
    .map(({ type }) => type)
    .filter((type) => {
      const parts = wordsOf(type).slice(1);
      return [1, 2, 3].some((length) => parts.length >= length && has(words, parts.slice(-length)));
    });
  const noun = known[0]?.nouns[0] ?? null;
  return { types: new Set([...known.map(({ type }) => type), ...present]), noun };
}

/** Without those that belong to another one of them. */
function topmost(things: readonly Thing[]): Thing[] {
  const belonging = new Set(things.flatMap((thing) => companionsOf(thing, things)));
  return things.filter((thing) => !belonging.has(thing));
}

/** The words that say more than that something is asked. */
export function tellingWords(text: string): string[] {
  return wordsOf(text).filter((word) => !PLAIN.has(word));
}

/** Words in lower case and singular: "Invoices" and `invoice` are one word. */
export function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) =>
    PLAIN.has(word) || word.length < 4 ? word : word.replace(/ies$/, "y").replace(/(?<=[^s])s$/, ""),
  );
}

function has(words: readonly string[], phrase: readonly string[]): boolean {
  if (phrase.length === 0) return false;
  return words.some((_, at) => phrase.every((part, index) => words[at + index] === part));
}
