import type { Catalogue, Field, Shape } from "../core/catalogue.ts";
import { addressOf } from "./references.ts";

export type Resolved =
  | { readonly kind: "found"; readonly shape: Shape }
  /** The type has no such attribute; `names` are those it has at that place. */
  | { readonly kind: "unknown"; readonly name: string; readonly names: readonly string[] }
  /** Nothing of this catalogue: a variable, a local value, a type that is a problem of its own. */
  | { readonly kind: "elsewhere" };

const ELSEWHERE: Resolved = { kind: "elsewhere" };

/** What `aws_vpc.main.id` yields; a number picks an element of a list, or one of several resources of the same name. */
export function resolveReference(reference: string, catalogue: Catalogue): Resolved {
  const address = addressOf(reference).split(".");
  const isData = address[0] === "data";
  const type = catalogue.find(address[isData ? 1 : 0] ?? "", isData ? "data" : "managed");
  if (type === null) return ELSEWHERE;
  const rest = reference.split(".").slice(address.length);
  const steps = isNumber(rest[0]) ? rest.slice(1) : rest;
  return follow(steps, { kind: "object", fields: type.fields });
}

function follow(steps: readonly string[], shape: Shape): Resolved {
  const [step, ...rest] = steps;
  if (step === undefined) return { kind: "found", shape };
  if (shape.kind === "any") return ELSEWHERE;
  if (shape.kind === "object") {
    // A block that may occur once is a list of one to Terraform.
    return isNumber(step) ? follow(rest, shape) : member(step, rest, shape.fields);
  }
  if (shape.kind === "map") return follow(rest, shape.of);
  if ("of" in shape && isNumber(step)) return follow(rest, shape.of);
  return { kind: "unknown", name: step, names: "of" in shape ? ["0"] : [] };
}

function member(step: string, rest: readonly string[], fields: Readonly<Record<string, Field>>): Resolved {
  const field = Object.hasOwn(fields, step) ? fields[step] : undefined;
  if (field === undefined) return { kind: "unknown", name: step, names: Object.keys(fields) };
  return follow(rest, field.shape);
}

function isNumber(step: string | undefined): boolean {
  return step !== undefined && /^\d+$/.test(step);
}
