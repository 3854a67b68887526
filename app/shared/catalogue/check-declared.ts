import type { Catalogue } from "../core/catalogue.ts";
import type { Diagnostic } from "../core/finding.ts";
import type { Operation, OperationOf } from "../core/typed-change.ts";
import { isMembers, isSpecial, type Value } from "../core/value.ts";
import { madeBy } from "./check-names.ts";
import { specialProblems } from "./check-special.ts";
import { asFinding, finding } from "./finding.ts";

/** Variables, outputs and locals are the language's own: no provider describes them. */
export function isLibraryAddress(address: string): boolean {
  return /^(var|output|local)\./.test(address);
}

type Declared = Exclude<Operation, OperationOf<"create" | "edit" | "remove" | "rename">>;

export function checkDeclared(operation: Declared, catalogue: Catalogue): Diagnostic[] {
  const [address = ""] = madeBy(operation);
  if (operation.kind === "variable" && !isConstant(operation.default ?? null)) {
    return [
      finding(
        "default-not-constant",
        address,
        "the default of a variable refers to nothing and calls nothing",
      ),
    ];
  }
  if (operation.kind === "provider" && catalogue.providers[operation.provider] === undefined) {
    return [finding("unknown-provider", address, `there is no provider ${operation.provider}`)];
  }
  if (operation.kind !== "output" && operation.kind !== "local") return [];
  return specialProblems(operation.value, { type: "", path: "" }).map((problem) =>
    asFinding(problem, address),
  );
}

function isConstant(value: Value): boolean {
  if (isSpecial(value)) return false;
  const members = Array.isArray(value)
    ? (value as readonly Value[])
    : isMembers(value)
      ? Object.values(value)
      : [];
  return members.every(isConstant);
}
