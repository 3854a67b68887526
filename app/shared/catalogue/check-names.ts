import type { Catalogue } from "../core/catalogue.ts";
import type { Diagnostic } from "../core/finding.ts";
import type { Operation, TypedChange } from "../core/typed-change.ts";
import { cyclesIn } from "./check-cycles.ts";
import { checkAddress, checkReferences, type Known } from "./check-references.ts";
import { asFinding, finding } from "./finding.ts";
import { join } from "./problem.ts";
import { addressOf, referencesIn } from "./references.ts";

export interface Surroundings {
  readonly catalogue: Catalogue;
  /** Addresses that the stack already has. */
  readonly existing: readonly string[];
}

export type Create = Extract<Operation, { kind: "create" }>;

/** A name is given once, every reference ends at an attribute of something that exists or is made by this change, and none goes in a ring. */
export function checkNames(change: TypedChange, around: Surroundings): Diagnostic[] {
  const made = change.operations.flatMap(madeBy);
  const known: Known = { catalogue: around.catalogue, addresses: new Set([...around.existing, ...made]) };
  const twice = made.filter(
    (address, index) => made.indexOf(address) !== index || around.existing.includes(address),
  );
  return [
    ...twice.map((address) => finding("duplicate-name", address, `${address} exists already`)),
    ...change.operations.flatMap((operation) => checkReferencesOf(operation, known)),
    ...checkCycles(change.operations),
  ];
}

function checkReferencesOf(operation: Operation, known: Known): Diagnostic[] {
  if (operation.kind === "create") {
    const values = checkReferences(operation.arguments, known);
    const order = operation.dependsOn.flatMap((address) => checkAddress(address, "depends_on", known));
    const provider =
      operation.provider === undefined ? [] : checkAddress(operation.provider, "provider", known);
    return [...values, ...order, ...provider].map((problem) =>
      asFinding(problem, addressOfCreate(operation)),
    );
  }
  if (operation.kind !== "edit") return checkDeclaredReferences(operation, known);
  const problems = [...operation.set, ...(operation.append ?? [])].flatMap(({ path, value }) =>
    checkReferences(value, known).map((problem) => ({ ...problem, path: join(path, problem.path) })),
  );
  return problems.map((problem) => asFinding(problem, operation.address));
}

function checkDeclaredReferences(operation: Operation, known: Known): Diagnostic[] {
  const [address = ""] = madeBy(operation);
  if (operation.kind === "output" || operation.kind === "local") {
    return checkReferences(operation.value, known).map((problem) => asFinding(problem, address));
  }
  const target =
    operation.kind === "moved" ? operation.to : operation.kind === "import" ? operation.address : null;
  if (target === null) return [];
  return checkAddress(target, "", known).map((problem) => asFinding(problem, target));
}

function checkCycles(operations: readonly Operation[]): Diagnostic[] {
  const creates = operations.filter((operation) => operation.kind === "create");
  const edges = creates.map((operation): [string, string[]] => [
    addressOfCreate(operation),
    [...referencesIn(operation.arguments), ...operation.dependsOn].map(addressOf),
  ]);
  return cyclesIn(new Map(edges)).map((ring) => {
    const [first = ""] = ring;
    return finding("cycle", first, `${[...ring, first].join(" needs ")}: nothing of it can be made first`);
  });
}

/** The address that an operation makes: none for what only changes one. */
export function madeBy(operation: Operation): string[] {
  if (operation.kind === "create") return [addressOfCreate(operation)];
  if (operation.kind === "rename") return [operation.address.replace(/[^.]+$/, operation.name)];
  if (operation.kind === "provider") return [`${operation.provider}.${operation.alias}`];
  if (operation.kind === "variable") return [`var.${operation.name}`];
  return operation.kind === "output" || operation.kind === "local"
    ? [`${operation.kind}.${operation.name}`]
    : [];
}

export function addressOfCreate(operation: Create): string {
  return `${operation.mode === "data" ? "data." : ""}${operation.type}.${operation.name}`;
}
