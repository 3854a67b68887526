import type { Contract } from "#shared/core/contract.ts";
import type { Wish } from "#shared/core/wish.ts";
import type { Ground } from "../change/ground.ts";
import type { Meant } from "./meant.ts";
import { mergeWishes } from "./merge-wishes.ts";

/** One stack with all that is wished of it. */
export interface Task {
  readonly ground: Ground;
  /** As they were written. */
  readonly said: readonly string[];
  /** What the author is given: the wishes of all requests that were understood by kind, and each other request by itself. */
  readonly briefs: readonly { readonly text: string; readonly wishes: readonly Wish[] }[];
  readonly assumptions: readonly string[];
  /** One contract a request; a later one takes back what it replaces. */
  promise(id: string): readonly Contract[];
}

/** One request of a stack as it was written, as it was read, and what it means. */
export interface Reading extends Extract<Meant, { kind: "understood" }> {
  readonly said: string;
  readonly text: string;
}

/** All readings of one stack together. */
export function taskOf(ground: Ground, readings: readonly Reading[]): Task {
  const known = readings.filter(({ wishes }) => wishes.length > 0);
  const merged = mergeWishes(known.flatMap(({ wishes }) => wishes));
  const together = { text: known.map(({ text }) => text).join("\n"), wishes: merged.wishes };
  const alone = readings.filter(({ wishes }) => wishes.length === 0);
  return {
    ground,
    said: readings.map(({ said }) => said),
    briefs: [...(known.length > 0 ? [together] : []), ...alone.map(({ text }) => ({ text, wishes: [] }))],
    assumptions: [...new Set([...readings.flatMap(({ assumptions }) => assumptions), ...merged.assumptions])],
    promise(id) {
      const contracts: Contract[] = [];
      for (const [at, { promise }] of readings.entries()) {
        const own = readings.length === 1 ? id : `${id}-${at + 1}`;
        contracts.push(promise(own, [...ground.contracts.start, ...contracts]));
      }
      return contracts;
    },
  };
}
