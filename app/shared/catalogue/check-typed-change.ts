import type { Diagnostic } from "../core/finding.ts";
import type { Operation, TypedChange } from "../core/typed-change.ts";
import { checkDeclared, isLibraryAddress } from "./check-declared.ts";
import { checkNames, type Surroundings } from "./check-names.ts";
import { type CheckedOperation, checkCreate, checkEdit } from "./check-operation.ts";
import { nearestAddress } from "./check-references.ts";
import { finding, suggesting } from "./finding.ts";

export interface Checked {
  /** The change with every literal in the provider's type. */
  readonly change: TypedChange;
  readonly findings: readonly Diagnostic[];
}

/** Nothing is written before every type, argument, value and reference of a change is one that the pinned provider knows. */
export function checkTypedChange(change: TypedChange, around: Surroundings): Checked {
  const checked = change.operations.map((operation) => checkOperation(operation, around));
  return {
    change: { ...change, operations: checked.map((one) => one.operation) },
    findings: [...checked.flatMap((one) => one.findings), ...checkNames(change, around)],
  };
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

function isKnown(address: string, around: Surroundings): boolean {
  return around.existing.includes(address);
}

function unknownAddress(address: string, around: Surroundings): Diagnostic {
  const nearest = nearestAddress(address, around.existing);
  const found = finding("unknown-resource", address, `the stack has no ${address}`);
  return nearest === null ? found : suggesting(found, nearest);
}
