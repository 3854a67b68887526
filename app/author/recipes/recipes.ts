import { PipelineError } from "#shared/core/error.ts";
import { BUCKET } from "./bucket.ts";
import { INSTANCE } from "./instance.ts";
import { LOG_GROUP } from "./log-group.ts";
import { NETWORK } from "./network.ts";
import type { Recipe } from "./recipe.ts";
import { ROLE } from "./role.ts";
import { SECURITY_GROUP } from "./security-group.ts";
import { TABLE } from "./table.ts";

const RECIPES: readonly Recipe[] = [BUCKET, LOG_GROUP, TABLE, SECURITY_GROUP, NETWORK, INSTANCE, ROLE];

/** How a kind is written; a kind without a recipe is refused. */
export function recipeFor(kind: string): Recipe {
  const found = RECIPES.find((recipe) => recipe.kind === kind);
  if (found !== undefined) return found;
  throw new PipelineError("author/unknown-kind", `I have no recipe for a ${kind}.`, {
    next: "Ask for one of the kinds that the help names.",
  });
}
