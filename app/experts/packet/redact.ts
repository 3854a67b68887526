import { isJsonObject, type Json } from "#shared/core/json.ts";
import { cleanForeign } from "#shared/hygiene/foreign.ts";
import { isNamedSecret } from "./named-secret.ts";

/** What stands where a value was taken out; the kind is said, the value never. */
export const REDACTED = {
  sensitive: "[redacted: sensitive]",
  named: "[redacted: named as a secret]",
  random: "[redacted: random text]",
} as const;

/**
 * A value without secrets at any depth: what is marked as sensitive, what its name calls a secret, key formats and random text. The shape
 * stays, and so do numbers, identifiers, digests and policy documents.
 */
export function redact(value: Json, mark: Json = null, name = ""): Json {
  if (Array.isArray(value)) return value.map((part, at) => redact(part, markOf(mark, String(at)), name));
  if (isJsonObject(value)) {
    const entries = Object.entries(value);
    return Object.fromEntries(entries.map(([key, part]) => [key, redact(part, markOf(mark, key), key)]));
  }
  if (mark === true && value !== null) return REDACTED.sensitive;
  return typeof value === "string" ? redactText(value, name) : value;
}

/** A mark on the whole is a mark on each of its parts. */
function markOf(mark: Json, key: string): Json {
  if (mark === true) return true;
  if (Array.isArray(mark)) return mark[Number(key)] ?? null;
  return isJsonObject(mark) && Object.hasOwn(mark, key) ? (mark[key] ?? null) : null;
}

const SHORTEST = 6;

function redactText(text: string, name: string): string {
  const mark = markFor(text, name);
  if (mark !== null) return mark;
  return text.length < SHORTEST || text.startsWith("arn:") ? text : cleanForeign(text);
}

/** What stands for a text under this name, null where nothing of it has to go as a whole. */
export function markFor(text: string, name: string): string | null {
  if (isNamedSecret(name, text)) return REDACTED.named;
  return looksRandom(text) ? REDACTED.random : null;
}

/** A text of many words without those that are random. */
export function withoutRandom(text: string): string {
  return text.replaceAll(/[A-Za-z0-9+/_=-]{24,}/g, (word) => (looksRandom(word) ? REDACTED.random : word));
}

const WORD = /^[A-Za-z0-9+/_=-]{24,120}$/;
/** Digests, commit ids and UUIDs. */
const HEXADECIMAL = /^[0-9a-f-]+$/i;
/** Bits a character: base 64 of random bytes has more, names made of words have less. */
const BITS = 4;

/** Letters of both cases and digits, mixed as no word and no identifier is. */
function looksRandom(text: string): boolean {
  if (!WORD.test(text) || HEXADECIMAL.test(text)) return false;
  const isMixed = /[a-z]/.test(text) && /[A-Z]/.test(text) && (text.match(/\d/g)?.length ?? 0) >= 3;
  return isMixed && entropyOf(text) >= BITS;
}

function entropyOf(text: string): number {
  const counts = Map.groupBy(text, (character) => character);
  const shares = [...counts.values()].map(({ length }) => length / text.length);
  return -shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
}
