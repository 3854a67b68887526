import { numberOf } from "#shared/reading/words.ts";
import type { Request } from "./request.ts";

export interface Amount {
  readonly value: number;
  /** Names of arguments that are counted in the unit behind the number; null without one. */
  readonly unit: RegExp | null;
  /** So much time may be said of many things. */
  readonly isTime: boolean;
}

const SIZES: Readonly<Record<string, RegExp>> = {
  gb: /storage|size|volume|disk|memory|capacity/,
  gib: /storage|size|volume|disk|memory|capacity/,
  tb: /storage|size|volume|disk|capacity/,
  mb: /storage|size|memory/,
};
const TIMES: Readonly<Record<string, RegExp>> = {
  day: /day|retention|retain|age|period/,
  hour: /hour|period|timeout|ttl/,
  minute: /minute|period|timeout|interval/,
  second: /second|period|timeout|interval|ttl/,
};

/** The whole number that stands here, with its unit: glued to it, or the next word. */
export function amountAt({ words, mentions }: Request, at: number): Amount | null {
  const word = words[at];
  if (word === undefined || word.isQuoted || mentions.some(({ from, to }) => from <= at && at <= to))
    return null;
  const [, digits, glued = ""] = /^(\d+)(gb|gib|tb|mb)$/i.exec(word.text) ?? [];
  if (digits !== undefined)
    return { value: Number(digits), unit: SIZES[glued.toLowerCase()] ?? null, isTime: false };
  const value = numberOf(word);
  if (value === null || word.lemma === "one" || !Number.isInteger(value)) return null;
  const next = words[at + 1]?.lemma ?? "";
  return { value, unit: SIZES[next] ?? TIMES[next] ?? null, isTime: next in TIMES };
}
