import { AWS } from "#constructs/aws/constructs.ts";
import { AZURE } from "#constructs/azure/constructs.ts";
import { GOOGLE } from "#constructs/google/constructs.ts";
import { KUBERNETES } from "#constructs/kubernetes/constructs.ts";
import { NO_EQUALS } from "#constructs/no-equals.ts";
import type { Recipe } from "#constructs/recipe.ts";
import { CLOUDS, type Cloud } from "#shared/core/clouds.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Wish } from "#shared/core/wish.ts";

/** The recipes of each cloud. */
export const RECIPES: Readonly<Record<Cloud, readonly Recipe[]>> = {
  aws: AWS,
  azure: AZURE,
  google: GOOGLE,
  kubernetes: KUBERNETES,
};

/** How a kind is written on a cloud; what the cloud has no equal of is refused with what is nearest, a kind without any recipe as unknown. */
export function recipeFor(kind: string, cloud: Cloud = "aws"): Recipe {
  const found = RECIPES[cloud].find((recipe) => recipe.kind === kind);
  if (found !== undefined) return found;
  const nearest = NO_EQUALS[cloud][kind];
  if (nearest !== undefined) {
    throw new PipelineError(
      "author/no-equal",
      `${CLOUDS[cloud].title} has no equal of a ${kind.replaceAll("-", " ")}.`,
      {
        next: nearest,
      },
    );
  }
  throw new PipelineError(
    "author/unknown-kind",
    `I have no recipe for a ${kind} on ${CLOUDS[cloud].title}.`,
    {
      next: "Ask for one of the kinds that the help names.",
    },
  );
}

/** Refuses before anything is promised what the stack's cloud cannot hold. */
export function requireRecipes(wishes: readonly Wish[], cloud: Cloud): void {
  for (const { kind } of wishes) recipeFor(kind, cloud);
}
