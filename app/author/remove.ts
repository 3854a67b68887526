import type { Recipe } from "#constructs/recipe.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { ExistingResource } from "#shared/core/existing-resource.ts";
import type { Operation } from "#shared/core/typed-change.ts";
import { relativesOf } from "./relatives.ts";

/** Removes a thing with the companions that refer to it; whatever else refers to it keeps it, and is named. */
export function removeOf(
  main: ExistingResource,
  recipe: Recipe,
  around: { readonly existing: readonly ExistingResource[]; readonly alsoRemoved: ReadonlySet<string> },
): Operation[] {
  const companions = new Set(recipe.parts.map(({ type }) => type));
  const going = [main];
  for (const one of going) {
    const users = relativesOf(one.address, around.existing).filter((user) => !going.includes(user));
    const stuck = users.filter(
      ({ type, address }) => !companions.has(type) && !around.alsoRemoved.has(address),
    );
    if (stuck.length > 0) throw stillUsed(main, stuck);
    going.push(...users.filter(({ type }) => companions.has(type)));
  }
  // What refers goes before what it refers to.
  return going.reverse().map(({ address }) => ({ kind: "remove", address }));
}

function stillUsed(main: ExistingResource, users: readonly ExistingResource[]): PipelineError {
  const names = users.map(({ address }) => address).join(", ");
  return new PipelineError("author/still-used", `${main.address} is used by ${names}.`, {
    next: "Ask to remove these as well, or change them first.",
    details: users.map(({ address }) => address),
  });
}
