import type { Cloud } from "#shared/core/clouds.ts";
import type { Json } from "#shared/core/json.ts";
import { textOf } from "./meaning.ts";
import type { Frame, Reading } from "./reading.ts";

/** Every word that was mended and used is said. */
export function spellingAssumptions(reading: Reading): string[] {
  return reading.marks.flatMap((mark, at) => {
    if (reading.uses.get(at) === "remark") return [];
    const misspelt = mark.tokens.filter((token) => token.misspelt !== undefined);
    if (misspelt.length === 0) return [];
    return [`Read "${textOf(mark)}" as "${mark.tokens.map((token) => token.lemma).join(" ")}".`];
  });
}

/** "order id" is no name of an attribute: how it is written is said. */
export function joiningAssumptions(reading: Reading): string[] {
  return reading.marks.flatMap(({ taken }) =>
    taken?.includes("_") && reading.marks.every((mark) => !textOf(mark).includes(taken))
      ? [`Read "${taken.replaceAll("_", " ")}" as ${taken}.`]
      : [],
  );
}

/** Where AWS takes only some values, the next larger one is taken, and said. */
export function settleAllowed(
  frame: Frame,
  values: Readonly<Record<string, Json>>,
  cloud: Cloud,
): { attributes: Record<string, Json>; assumptions: string[] } {
  const attributes: Record<string, Json> = { ...values };
  const assumptions: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const entry = frame.kind.attributes[name];
    if (
      cloud !== "aws" ||
      entry?.type !== "duration" ||
      entry.allowed === undefined ||
      typeof value !== "number" ||
      value === 0
    )
      continue;
    const allowed = entry.allowed.find((days) => days >= value) ?? entry.allowed.at(-1) ?? value;
    if (allowed === value) continue;
    attributes[name] = allowed;
    assumptions.push(
      `A ${frame.kind.nouns[0]} cannot be kept ${value} days exactly: ${allowed} days is the nearest that is possible.`,
    );
  }
  return { attributes, assumptions };
}
