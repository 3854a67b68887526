import type { Recipe } from "#constructs/recipe.ts";
import { PipelineError } from "#shared/core/error.ts";
import { type Json, plainText } from "#shared/core/json.ts";
import type { Wish } from "#shared/core/wish.ts";
import { mentions } from "./places.ts";

/** Nothing that was asked is dropped in silence: what the cloud's recipe does not write has to hold there anyway, and within its limits. */
export function checkOffered(wish: Wish, recipe: Recipe): void {
  for (const [attribute, value] of Object.entries(wish.attributes)) {
    if (!isOffered(attribute, value, recipe)) {
      throw new PipelineError(
        "author/not-offered",
        `A ${wish.kind} cannot have ${attribute} ${plainText(value)} on this cloud.`,
        { next: `Ask again without it, or in a stack on another cloud.`, details: { attribute } },
      );
    }
    checkLimits(wish, attribute, recipe);
  }
}

/** Places are found and not written; what is refused or nought needs no argument. */
function isOffered(attribute: string, value: Json, { parts, inherent = {} }: Recipe): boolean {
  if (["region", "network", "close"].includes(attribute)) return true;
  if (inherent[attribute]?.includes(value) === true) return true;
  const isWritten = parts.some(
    (part) =>
      part.each === attribute ||
      Object.hasOwn(part.when ?? {}, attribute) ||
      mentions(part.arguments, attribute),
  );
  return isWritten || value === false || value === 0;
}

function checkLimits(wish: Wish, attribute: string, { limits = {} }: Recipe): void {
  const value = wish.attributes[attribute];
  const [least, most] = limits[attribute] ?? [];
  if (least === undefined || most === undefined || typeof value !== "number") return;
  if (value >= least && value <= most) return;
  throw new PipelineError(
    "author/out-of-range",
    `The ${attribute} of a ${wish.kind} is between ${least} and ${most} on this cloud, not ${value}.`,
    { next: `Ask for ${value < least ? least : most}.`, details: { attribute } },
  );
}
