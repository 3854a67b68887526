import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { resolveReference } from "#shared/catalogue/resolve-reference.ts";
import type { Catalogue, Field, Shape } from "#shared/core/catalogue.ts";
import type { Operation, TypedChange } from "#shared/core/typed-change.ts";
import type { Value } from "#shared/core/value.ts";

/** One stored plan as the typed change that would have led to it. */
export interface Reference {
  readonly row: number;
  readonly change: TypedChange;
}

interface Expression {
  readonly constant_value?: Value;
  readonly references?: readonly string[];
}
type Given = Expression | readonly Expressions[] | Expressions;
interface Expressions {
  readonly [name: string]: Given;
}
interface Resource {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly expressions?: Expressions;
  readonly depends_on?: readonly string[];
}

/** Something that Terraform decides and whose kind nobody asks for. */
const OPAQUE: Value = { $fn: { name: "coalesce", args: ["a"] } };
const NOT_RESOURCES = /^(var|local|module|each|count|path|self|terraform)\./;

/** The configuration of every stored plan (`NNN.json`), blocks in the shape of typed data. */
export function readReferences(directory: string, catalogue: Catalogue): Reference[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith(".json"))
    .map((file) => {
      const { configuration } = JSON.parse(readFileSync(join(directory, file), "utf8"));
      const resources: readonly Resource[] = configuration.root_module.resources ?? [];
      const operations = resources.map((resource) => asOperation(resource, catalogue));
      const change = { stack: "reference", title: "Reference", operations, assumptions: [], questions: [] };
      return { row: Number.parseInt(file, 10), change };
    });
}

function asOperation(resource: Resource, catalogue: Catalogue): Operation {
  const { mode, type, name } = resource;
  const fields = catalogue.find(type, mode)?.fields ?? {};
  return {
    kind: "create",
    mode,
    type,
    name,
    arguments: asArguments(resource.expressions ?? {}, fields, catalogue),
    dependsOn: [...(resource.depends_on ?? [])],
  };
}

type Fields = Readonly<Record<string, Field>>;

function asArguments(given: Expressions, fields: Fields, catalogue: Catalogue): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(given).map(([name, one]) => [name, asValue(one, fields[name], catalogue)]),
  );
}

function asValue(given: Given, field: Field | undefined, catalogue: Catalogue): Value {
  const shape = field?.shape ?? { kind: "any" };
  if (Array.isArray(given)) {
    const blocks = given.map((block: Expressions) => asArguments(block, fieldsOf(shape), catalogue));
    return field?.isSingle === true ? (blocks[0] ?? null) : blocks;
  }
  if ("constant_value" in given) return (given as Expression).constant_value ?? null;
  if ("references" in given) return asReference(given as Expression, shape, catalogue);
  return Object.keys(given).length === 0
    ? OPAQUE
    : asArguments(given as Expressions, fieldsOf(shape), catalogue);
}

function fieldsOf(shape: Shape): Fields {
  if (shape.kind === "object") return shape.fields;
  return "of" in shape ? fieldsOf(shape.of) : {};
}

/** A plan names each reference and then the resource it is of; the expression around them is not told. */
function asReference({ references = [] }: Expression, shape: Shape, catalogue: Catalogue): Value {
  const own = references
    .filter((reference) => !NOT_RESOURCES.test(reference))
    .map((reference) => reference.replaceAll(/\[(\d+)\]/g, ".$1"))
    .filter((reference) => !/[[\]*]/.test(reference));
  const refs = own.filter((one) => !own.some((other) => other !== one && other.startsWith(`${one}.`)));
  const [first] = refs;
  if (first === undefined || refs.length !== new Set(refs).size) return OPAQUE;
  const isPlain = refs.length === 1 && kindOf(shape) === kindOf(shapeOf(first, catalogue));
  if (isPlain) return { $ref: first };
  return "of" in shape && kindOf(shape) === "list" && kindOf(shape.of) === "text"
    ? refs.map(($ref) => ({ $ref }))
    : OPAQUE;
}

function shapeOf(reference: string, catalogue: Catalogue): Shape {
  const resolved = resolveReference(reference, catalogue);
  return resolved.kind === "found" ? resolved.shape : { kind: "any" };
}

function kindOf(shape: Shape): string {
  if (shape.kind === "set") return "list";
  return ["string", "number", "bool"].includes(shape.kind) ? "text" : shape.kind;
}
