import type { Catalogue, Field, ResourceType } from "../core/catalogue.ts";
import type { Diagnostic } from "../core/finding.ts";
import type { Operation, TypedChange } from "../core/typed-change.ts";
import type { Value } from "../core/value.ts";
import { checkDeclared, isLibraryAddress } from "./check-declared.ts";
import { addressOfCreate, type Create, checkNames, type Surroundings } from "./check-names.ts";
import { nearestAddress } from "./check-references.ts";
import { checkRules } from "./check-rules.ts";
import { specialProblems } from "./check-special.ts";
import { conformField, conformObject } from "./conform.ts";
import { asFinding, finding, suggesting } from "./finding.ts";
import { META_FIELDS } from "./meta-fields.ts";
import { nearestType } from "./nearest.ts";
import type { Conformed, Place } from "./place.ts";
import { join, type Problem, setByProvider } from "./problem.ts";
import { addressOf } from "./references.ts";
import { resolveReference } from "./resolve-reference.ts";
import { unknownArgument } from "./unknown-argument.ts";

export interface Checked {
  /** The change with every literal in the provider's type. */
  readonly change: TypedChange;
  readonly findings: readonly Diagnostic[];
}

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
  readonly findings: readonly Diagnostic[];
}

function checkOperation(operation: Operation, around: Surroundings): CheckedOperation {
  if (operation.kind === "create") return checkCreate(operation, around.catalogue);
  if (operation.kind === "edit" || operation.kind === "remove" || operation.kind === "rename") {
    const findings = isKnown(operation.address, around) ? [] : [unknownAddress(operation.address, around)];
    if (operation.kind !== "edit" || findings.length > 0) return { operation, findings };
    return isLibraryAddress(operation.address)
      ? { operation, findings }
      : checkEdit(operation, around.catalogue);
  }
  return { operation, findings: checkDeclared(operation, around.catalogue) };
}

function checkCreate(operation: Create, catalogue: Catalogue): CheckedOperation {
  const address = addressOfCreate(operation);
  const type = catalogue.find(operation.type, operation.mode);
  if (type === null) return { operation, findings: [unknownType(operation, { address, catalogue })] };
  const { value, problems } = conformObject(operation.arguments, type.fields, placeIn(type, "", catalogue));
  const special = specialProblems(operation.arguments, { type: operation.type, path: "" });
  const found = [...problems, ...special, ...checkRules(value, type.rules)];
  const findings = found.map((one) => asFinding(one, address));
  return { operation: { ...operation, arguments: value as Create["arguments"] }, findings };
}

function checkEdit(operation: Edit, catalogue: Catalogue): CheckedOperation {
  const { address } = operation;
  const [mode, name = ""] = address.startsWith("data.")
    ? ["data", address.split(".")[1]]
    : ["managed", address.split(".")[0]];
  const type = { type: name, mode: mode === "data" ? "data" : "managed" } as const;
  const entry = catalogue.find(type.type, type.mode);
  if (entry === null) return { operation, findings: [unknownType(type, { address, catalogue })] };
  const set = operation.set.map(({ path, value }) => ({
    path,
    ...conformAt(path, value, { entry, catalogue }),
  }));
  const append = (operation.append ?? []).map(({ path, value }) => ({
    path,
    ...conformAt(`${path}.0`, value, { entry, catalogue }),
  }));
  const unset = operation.unset.flatMap((path) => conformAt(path, null, { entry, catalogue }).problems);
  const problems = [...[...set, ...append].flatMap((one) => one.problems), ...unset];
  return {
    operation: {
      ...operation,
      set: set.map(({ path, value }) => ({ path, value })),
      ...(append.length === 0 ? {} : { append: append.map(({ path, value }) => ({ path, value })) }),
    },
    findings: problems.map((problem) => asFinding(problem, address)),
  };
}

interface Entry {
  readonly entry: ResourceType;
  readonly catalogue: Catalogue;
}

function conformAt(path: string, value: Value, { entry, catalogue }: Entry): Conformed {
  const place = placeIn(entry, path, catalogue);
  const fields = { ...META_FIELDS, ...entry.fields };
  const found = fieldAt(path.split("."), { fields, place: { ...place, path: "" } });
  if ("rule" in found) return { value, problems: [found] };
  const conformed = conformField(value, found, place);
  return { ...conformed, problems: [...conformed.problems, ...specialProblems(value, place)] };
}

function placeIn(entry: ResourceType, path: string, catalogue: Catalogue): Place {
  const classify = (reference: string) => {
    const resolved = resolveReference(reference, catalogue);
    const isWhole = addressOf(reference) === reference;
    return resolved.kind === "found" && !isWhole ? resolved.shape : null;
  };
  return { path, type: entry.type, classify };
}

interface Level {
  readonly fields: Readonly<Record<string, Field>>;
  readonly place: Place;
}

/** The field behind a path, an element of a list or map as a field of its own; the problem where nothing may be set. */
function fieldAt(path: readonly string[], level: Level): Field | Problem {
  const [name = "", ...rest] = path;
  const field = Object.hasOwn(level.fields, name) ? level.fields[name] : undefined;
  if (field === undefined) return unknownArgument(name, level.fields, level.place);
  if (field.isComputed) return setByProvider(name, level.place.path);
  return within(field, rest, { ...level, place: deeper(level.place, name) });
}

function within(field: Field, path: readonly string[], level: Level): Field | Problem {
  const [step, ...rest] = path;
  const { shape } = field;
  if (step === undefined || shape.kind === "any") return field;
  if (shape.kind === "object") return fieldAt(path, { ...level, fields: shape.fields });
  const isElement = shape.kind === "map" || /^\d+$/.test(step);
  if (!("of" in shape) || !isElement) return unknownArgument(step, {}, level.place);
  const element = { ...field, shape: shape.of, minItems: 0, maxItems: null };
  return within(element, rest, { ...level, place: deeper(level.place, step) });
}

function deeper(place: Place, name: string): Place {
  return { ...place, path: join(place.path, name) };
}

function isKnown(address: string, around: Surroundings): boolean {
  return around.existing.includes(address);
}

function unknownAddress(address: string, around: Surroundings): Diagnostic {
  const nearest = nearestAddress(address, around.existing);
  const found = finding("unknown-resource", address, `the stack has no ${address}`);
  return nearest === null ? found : suggesting(found, nearest);
}

interface Named {
  readonly type: string;
  readonly mode: "managed" | "data";
}

function unknownType({ type, mode }: Named, place: { address: string; catalogue: Catalogue }): Diagnostic {
  const nearest = nearestType(type, mode, place.catalogue);
  const kind = mode === "data" ? "data source" : "resource";
  const found = finding("unknown-type", place.address, `no provider has a ${kind} ${type}`);
  return nearest === null ? found : suggesting(found, nearest);
}
