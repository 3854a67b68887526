import { closest } from "fastest-levenshtein";
import type { Catalogue, Field, ResourceType, Shape } from "../core/catalogue.ts";
import type { Finding } from "../core/finding.ts";
import type { Operation, TypedChange, Value } from "../core/typed-change.ts";
import { conform, conformObject, type Problem } from "./conform.ts";
import { addressOf, referencesIn } from "./references.ts";

export interface Checked {
  /** The change with every literal in the provider's type. */
  readonly change: TypedChange;
  readonly findings: readonly Finding[];
}

interface Surroundings {
  readonly catalogue: Catalogue;
  /** Addresses that the stack already has. */
  readonly existing: readonly string[];
}

type Create = Extract<Operation, { kind: "create" }>;
type Edit = Extract<Operation, { kind: "edit" }>;

/** Nothing is written before every type, argument, value and reference of a change is one that the pinned provider knows. */
export function checkTypedChange(change: TypedChange, around: Surroundings): Checked {
  const checked = change.operations.map((operation) => checkOperation(operation, around));
  return {
    change: { ...change, operations: checked.map((one) => one.operation) },
    findings: [...checked.flatMap((one) => one.findings), ...checkNames(change, around)],
  };
}

interface CheckedOperation {
  readonly operation: Operation;
  readonly findings: readonly Finding[];
}

function checkOperation(operation: Operation, around: Surroundings): CheckedOperation {
  if (operation.kind === "create") return checkCreate(operation, around.catalogue);
  const findings = isKnown(operation.address, around) ? [] : [unknownAddress(operation.address, around)];
  if (operation.kind === "remove" || findings.length > 0) return { operation, findings };
  return checkEdit(operation, around.catalogue);
}

function checkCreate(operation: Create, catalogue: Catalogue): CheckedOperation {
  const address = addressOfCreate(operation);
  const type = catalogue.find(operation.type, operation.mode);
  if (type === null) return { operation, findings: [unknownType(operation.type, { address, catalogue })] };
  const { value, problems } = conformObject(operation.arguments, type.fields, "");
  const findings = problems.map((problem) => asFinding(problem, address));
  return { operation: { ...operation, arguments: value as Create["arguments"] }, findings };
}

function checkEdit(operation: Edit, catalogue: Catalogue): CheckedOperation {
  const [type = ""] = operation.address.split(".");
  const entry = catalogue.find(type);
  if (entry === null)
    return { operation, findings: [unknownType(type, { address: operation.address, catalogue })] };
  const set = operation.set.map(({ path, value }) => ({ path, ...conformAt(path, value, entry) }));
  const unset = operation.unset.flatMap((path) => conformAt(path, null, entry).problems);
  const problems = [...set.flatMap((one) => one.problems), ...unset];
  return {
    operation: { ...operation, set: set.map(({ path, value }) => ({ path, value })) },
    findings: problems.map((problem) => asFinding(problem, operation.address)),
  };
}

function conformAt(path: string, value: Value, type: ResourceType) {
  const shape = shapeAt(path.split("."), { kind: "object", fields: type.fields });
  if (shape !== null) return conform(value, shape, path);
  const problem: Problem = {
    rule: "unknown-argument",
    path,
    message: `${type.type} has no argument ${path}`,
  };
  return { value, problems: [problem] };
}

/** The shape behind a path, null where nothing may be set. */
function shapeAt(path: readonly string[], shape: Shape): Shape | null {
  const [name, ...rest] = path;
  if (name === undefined) return shape;
  if (shape.kind === "object") {
    const field: Field | undefined = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    return field === undefined || field.isComputed ? null : shapeAt(rest, field.shape);
  }
  if (shape.kind === "map") return shapeAt(rest, shape.of);
  return "of" in shape && /^\d+$/.test(name) ? shapeAt(rest, shape.of) : null;
}

/** A name is given once, and every reference ends at something that exists or is made by this change. */
function checkNames(change: TypedChange, around: Surroundings): Finding[] {
  const made = change.operations.filter((operation) => operation.kind === "create").map(addressOfCreate);
  const known = new Set([...around.existing, ...made]);
  const twice = made.filter(
    (address, index) => made.indexOf(address) !== index || around.existing.includes(address),
  );
  const lost = change.operations
    .flatMap(referencesOf)
    .map(addressOf)
    .filter((address) => !known.has(address));
  return [
    ...twice.map((address) => finding("duplicate-name", address, `${address} exists already`)),
    ...lost.map((address) =>
      finding("unknown-reference", address, `${address} does not exist in this stack`),
    ),
  ];
}

function referencesOf(operation: Operation): string[] {
  if (operation.kind === "create") return [...referencesIn(operation.arguments), ...operation.dependsOn];
  return operation.kind === "edit" ? operation.set.flatMap(({ value }) => referencesIn(value)) : [];
}

function addressOfCreate(operation: Create): string {
  return `${operation.mode === "data" ? "data." : ""}${operation.type}.${operation.name}`;
}

function isKnown(address: string, around: Surroundings): boolean {
  return around.existing.includes(address);
}

function unknownAddress(address: string, around: Surroundings): Finding {
  const nearest =
    around.existing.length === 0 ? "" : `; the nearest is ${closest(address, [...around.existing])}`;
  return finding("unknown-resource", address, `the stack has no ${address}${nearest}`);
}

function unknownType(type: string, place: { address: string; catalogue: Catalogue }): Finding {
  const nearest = closest(type, [...place.catalogue.types()]);
  return finding("unknown-type", place.address, `no provider has ${type}; the nearest is ${nearest}`);
}

function asFinding(problem: Problem, address: string): Finding {
  return { ...finding(problem.rule, address, problem.message), path: problem.path };
}

function finding(rule: string, resource: string, message: string): Finding {
  return {
    rule: `catalogue/${rule}`,
    severity: "high",
    status: "fail",
    resource,
    path: "",
    message,
    controls: [],
  };
}
