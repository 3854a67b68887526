import type { Effect } from "#shared/review/effect.ts";

export type Health =
  | { readonly kind: "converged" }
  | { readonly kind: "not-converged"; readonly still: readonly string[] };

/** After an apply, planning once more finds nothing left to do; what it still finds is named. */
export function convergenceOf(effect: Effect): Health {
  const still = [
    ...Object.keys(effect.resources),
    ...Object.keys(effect.outputs).map((name) => `output.${name}`),
  ];
  return still.length === 0 ? { kind: "converged" } : { kind: "not-converged", still };
}
