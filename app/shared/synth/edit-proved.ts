import { PipelineError } from "../core/error.ts";
import { canonicalJson, isJsonObject, type Json } from "../core/json.ts";
import type { Operation, TypedChange } from "../core/typed-change.ts";
import { blocksOf, labelled, without } from "./blocks.ts";
import { meaningOf, meaningOfValue, withoutNothing } from "./meaning.ts";
import { setIn, unsetIn } from "./paths.ts";

type Bodies = Map<string, Json>;

/**
 * Proves an edit from outside: the Terraform JSON before, changed as the typed data says, must mean what the JSON after means:
 * the same resources, literals, references and functions, and nothing else anywhere. Otherwise `synth/not-as-written`.
 */
export function checkEditProved(before: Json | null, after: Json, change: TypedChange): void {
  const expected = bodiesOf(before ?? {});
  for (const operation of change.operations) apply(operation, expected);
  const actual = bodiesOf(after);
  const addresses = [...new Set([...expected.keys(), ...actual.keys()])];
  const strays = addresses.filter((address) => !isSame(expected.get(address), actual.get(address)));
  if (before !== null && restOf(before) !== restOf(after)) strays.push("the rest of the stack");
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

/** What every resource and data source means, by address. Two of one address cannot be told apart in JSON, so they fail here. */
function bodiesOf(json: Json): Bodies {
  if (!isJsonObject(json)) return new Map();
  const all = (["resource", "data"] as const).flatMap((section) =>
    labelled(json[section], 2).map(({ labels, body }) => ({
      address: [...(section === "data" ? ["data"] : []), ...labels].join("."),
      body: meaningOf(without(body, "//")),
    })),
  );
  return new Map(all.map(({ address, body }) => [address, body]));
}

type Create = Extract<Operation, { kind: "create" }>;
type Edit = Extract<Operation, { kind: "edit" }>;

function apply(operation: Operation, bodies: Bodies): void {
  if (operation.kind === "remove") bodies.delete(operation.address);
  else if (operation.kind === "create") create(operation, bodies);
  else edit(operation, bodies);
}

function create({ mode, type, name, dependsOn, arguments: given }: Create, bodies: Bodies): void {
  const address = `${mode === "data" ? "data." : ""}${type}.${name}`;
  if (bodies.has(address)) throw twice(address);
  const depends = dependsOn.length === 0 ? {} : { depends_on: dependsOn.map((to) => ({ literal: to })) };
  const body = meaningOfValue(given);
  bodies.set(address, isJsonObject(body) ? { ...body, ...depends } : body);
}

function edit({ address, set, unset }: Edit, bodies: Bodies): void {
  let body: Json = bodies.get(address) ?? {};
  for (const { path, value } of set) body = setIn(body, path.split("."), meaningOfValue(value));
  for (const path of unset) body = unsetIn(body, path.split("."));
  bodies.set(address, withoutNothing(body));
}

function isSame(left: Json | undefined, right: Json | undefined): boolean {
  return left !== undefined && right !== undefined && canonicalJson(left) === canonicalJson(right);
}

/** All but resources, data and comments must stay to the letter. */
function restOf(json: Json): string {
  if (!isJsonObject(json)) return canonicalJson(json);
  // CDKTF writes the directory of the synthesis into the backend; the host replaces it anyway.
  const terraform = blocksOf(json.terraform).map((block) => without(block, "backend"));
  return canonicalJson({ ...without(json, "resource", "data", "//"), terraform });
}

function twice(address: string): PipelineError {
  return new PipelineError(
    "synth/duplicate-address",
    `${address} is made twice: one would silently replace the other.`,
    {
      next: "Give one of them another name.",
      details: { address },
    },
  );
}
