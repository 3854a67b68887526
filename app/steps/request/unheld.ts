import type { Cloud } from "#shared/core/clouds.ts";
import type { Wish } from "#shared/core/wish.ts";
import { recipeFor } from "../../author/recipes.ts";
import { unpromised } from "../../intent/compile-contract.ts";
import type { Binding } from "../../intent/understanding.ts";

/** What is done and not promised, with the words that asked for it. */
export function unheldIn(wishes: readonly Wish[], bindings: readonly Binding[], cloud: Cloud): string[] {
  const words = wishes.flatMap((wish) =>
    unpromised(wish, cloud).map((attribute) => wordsAs(`${wish.kind}.${attribute}`, bindings)),
  );
  const names = wishes.some((wish) => hasSharedName(wish, cloud)) ? spelledNames(bindings) : [];
  return [
    ...words.filter((said) => said !== "").map((said) => `Not covered by a promise: "${said}".`),
    ...names.map(
      (name) =>
        `Not covered by a promise: "${name}" as the whole name. Others may have it, and more is put behind it.`,
    ),
  ];
}

/** The words that were taken for a place. */
export function wordsAs(place: string, bindings: readonly Binding[]): string {
  return bindings.flatMap(({ words, as }) => (as === place ? [words] : [])).join(" ");
}

/** A name that everybody on the cloud shares: the thing's own begins with it. */
function hasSharedName({ verb, kind }: Wish, cloud: Cloud): boolean {
  if (verb !== "create") return false;
  const [main] = recipeFor(kind, cloud).parts;
  return /"\$unique"|_prefix"/.test(JSON.stringify(main?.arguments ?? {}));
}

/** Names that were written as names: `acme-raw-data`, not "the raw data". */
function spelledNames(bindings: readonly Binding[]): string[] {
  return wordsAs("name", bindings).match(/\w+(-\w+)+/g) ?? [];
}
