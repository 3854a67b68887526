import type { Catalogue, ResourceType } from "../core/catalogue.ts";
import type { Diagnostic } from "../core/finding.ts";
import type { Operation, OperationOf } from "../core/typed-change.ts";
import type { Value } from "../core/value.ts";
import { addressOfCreate, type Create } from "./check-names.ts";
import { checkRules } from "./check-rules.ts";
import { specialProblems } from "./check-special.ts";
import { conformField, conformObject } from "./conform.ts";
import { fieldAt } from "./field-at.ts";
import { asFinding, finding, suggesting } from "./finding.ts";
import { META_FIELDS } from "./meta-fields.ts";
import { nearestType } from "./nearest.ts";
import type { Conformed, Place } from "./place.ts";
import { addressOf } from "./references.ts";
import { resolveReference } from "./resolve-reference.ts";

/** An operation with every literal in the provider's type, and what is wrong with it. */
export interface CheckedOperation {
  readonly operation: Operation;
  readonly findings: readonly Diagnostic[];
}

/** A new resource or data source: its type, arguments and the rules between them. */
export function checkCreate(operation: Create, catalogue: Catalogue): CheckedOperation {
  const address = addressOfCreate(operation);
  const type = catalogue.find(operation.type, operation.mode);
  if (type === null) return { operation, findings: [unknownType(operation, { address, catalogue })] };
  const { value, problems } = conformObject(operation.arguments, type.fields, placeIn(type, "", catalogue));
  const special = specialProblems(operation.arguments, { type: operation.type, path: "" });
  const found = [...problems, ...special, ...checkRules(value, type.rules)];
  const findings = found.map((one) => asFinding(one, address));
  return { operation: { ...operation, arguments: value as Create["arguments"] }, findings };
}

/** What an edit sets, appends and unsets, each at its path. */
export function checkEdit(operation: OperationOf<"edit">, catalogue: Catalogue): CheckedOperation {
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
