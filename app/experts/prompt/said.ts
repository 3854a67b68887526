import type { Packet } from "#shared/core/seat.ts";
import { wordsOf } from "#shared/hygiene/words.ts";

/** Every word of a packet in its place, so that a run of words is found without reading the packet again. */
interface Said {
  /** Between two texts stands the end of one, which no word is. */
  readonly words: readonly string[];
  readonly places: ReadonlyMap<string, readonly number[]>;
  readonly known: Map<string, boolean>;
}

const END = "|";
const SAID = new WeakMap<Packet, Said>();

/** Whether these words stand side by side in one text of the packet, or in the name of a member; capitals and signs between them are no difference. */
export function isSaidIn(packet: Packet, text: string): boolean {
  const run = wordsOf(text);
  if (run.length === 0) return true;
  const said = SAID.get(packet) ?? indexed(packet);
  const key = run.join(" ");
  const isThere = said.known.get(key) ?? stands(run, said);
  said.known.set(key, isThere);
  return isThere;
}

function indexed(packet: Packet): Said {
  const words = leavesOf(packet).flatMap((text) => [...wordsOf(text), END]);
  const places = new Map<string, number[]>();
  for (const [at, word] of words.entries()) {
    const known = places.get(word);
    if (known === undefined) places.set(word, [at]);
    else known.push(at);
  }
  const said = { words, places, known: new Map<string, boolean>() };
  SAID.set(packet, said);
  return said;
}

/** Looked for where the rarest of them is. */
function stands(run: readonly string[], { words, places }: Said): boolean {
  const counts = run.map((word) => places.get(word)?.length ?? 0);
  const rarest = counts.indexOf(Math.min(...counts));
  const found = places.get(run[rarest] ?? "") ?? [];
  return found.some((at) => run.every((word, step) => words[at - rarest + step] === word));
}

/** Every text in a value, names of members included. */
export function leavesOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(Array.isArray(value) ? [] : [name]),
    ...leavesOf(inner),
  ]);
}
