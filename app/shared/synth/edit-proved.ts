import { PipelineError } from "../core/error.ts";
import { canonicalJson, type Json } from "../core/json.ts";
import type { TypedChange } from "../core/typed-change.ts";
import { bodiesOf, restOf } from "./bodies.ts";
import { applyOperation } from "./expected-bodies.ts";

/**
 * Proves an edit from outside: the Terraform JSON before, changed as the typed data says, must mean what the JSON after means:
 * the same resources, literals, references and functions, and nothing else anywhere. Otherwise `synth/not-as-written`.
 */
export function checkEditProved(before: Json | null, after: Json, change: TypedChange): void {
  const expected = bodiesOf(before ?? {});
  for (const operation of change.operations) applyOperation(operation, expected);
  const actual = bodiesOf(after);
  const addresses = [...new Set([...expected.keys(), ...actual.keys()])];
  const strays = addresses.filter((address) => !isSame(expected.get(address), actual.get(address)));
  if (before !== null && !isSame(restOf(before), restOf(after))) strays.push("the rest of the stack");
  if (strays.length === 0) return;
  throw new PipelineError(
    "synth/not-as-written",
    `The code does not do what the change says: ${strays.join(", ")}.`,
    {
      next: "Nothing was committed. Make this change by hand, or report it with the change and the stack's code.",
      details: { strays },
    },
  );
}

/** The same for a stack that is new as a whole. */
export function checkDecompiled(synthesised: Json, change: TypedChange): void {
  checkEditProved(null, synthesised, change);
}

function isSame(left: Json | undefined, right: Json | undefined): boolean {
  return left !== undefined && right !== undefined && canonicalJson(left) === canonicalJson(right);
}
