import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "#shared/core/json.ts";

/** The SHA-256 of a value's canonical text, which the order of keys does not change. */
export function digestOf(value: Json): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

/** The same items in an order that only the seed decides: nobody who writes the packet chooses what a seat reads first. */
export function shuffled<Item extends Json>(items: readonly Item[], seed: string): Item[] {
  const placed = items.map((item) => ({ item, place: digestOf([seed, item]) }));
  return placed.sort((one, other) => (one.place < other.place ? -1 : 1)).map(({ item }) => item);
}
