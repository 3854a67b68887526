import type { Cloud } from "#shared/core/clouds.ts";
import type { Json } from "#shared/core/json.ts";
import type { Wish } from "#shared/core/wish.ts";
import { recipeFor } from "./recipes.ts";

/** Attributes that nobody asked for and that a new thing has to be safe: what is switched on or off by default, and who holds the key. */
export function safeguardsOf({ verb, kind, attributes }: Wish, cloud: Cloud): Record<string, Json> {
  if (verb !== "create") return {};
  const { defaults } = recipeFor(kind, cloud);
  return Object.fromEntries(
    Object.entries(defaults).filter(
      ([name, value]) => !(name in attributes) && (typeof value === "boolean" || name === "encryption"),
    ),
  );
}
