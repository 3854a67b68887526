import { referencesIn, addressOf as resourceOf } from "#shared/catalogue/references.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Operation, OperationOf } from "#shared/core/typed-change.ts";

export type Create = OperationOf<"create">;
/** What becomes a construct of the stack. */
export type Declaration = OperationOf<"create" | "variable" | "output" | "local" | "provider">;

export function isDeclaration(operation: Operation): operation is Declaration {
  return ["create", "variable", "output", "local", "provider"].includes(operation.kind);
}

/** `aws_s3_bucket.invoices`, `data.aws_region.here`, `var.size`, `local.prefix`, `output.url`, `aws.west`. */
export function addressOf(declaration: Declaration): string {
  if (declaration.kind === "create") {
    return `${declaration.mode === "data" ? "data." : ""}${declaration.type}.${declaration.name}`;
  }
  if (declaration.kind === "provider") return `${declaration.provider}.${declaration.alias}`;
  return `${declaration.kind === "variable" ? "var" : declaration.kind}.${declaration.name}`;
}

/** Addresses that a declaration needs before it: what it refers to, what it depends on, and its provider. */
export function needs(declaration: Declaration): string[] {
  const references = referencesIn(valuesOf(declaration)).filter((reference) => reference !== "count.index");
  const more =
    declaration.kind === "create"
      ? [...declaration.dependsOn, ...(declaration.provider === undefined ? [] : [declaration.provider])]
      : [];
  return [...new Set([...references, ...more].map(resourceOf))];
}

export function valuesOf(declaration: Declaration) {
  if (declaration.kind === "create" || declaration.kind === "provider") return declaration.arguments;
  return declaration.kind === "variable" ? (declaration.default ?? null) : declaration.value;
}

/** A constant stands before its use; declarations keep the author's order otherwise, outputs last. A circle is a refusal. */
export function inOrder(declarations: readonly Declaration[]): readonly Declaration[] {
  const ranked = [...declarations].sort((left, right) => rankOf(left) - rankOf(right));
  const waiting = new Map(ranked.map((declaration) => [addressOf(declaration), declaration]));
  const ordered: Declaration[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].find(
      ([, declaration]) => !needs(declaration).some((address) => waiting.has(address)),
    );
    if (ready === undefined) throw circular([...waiting.keys()]);
    ordered.push(ready[1]);
    waiting.delete(ready[0]);
  }
  return ordered;
}

const RANK = { provider: 0, variable: 1, local: 2, create: 2, output: 3 } as const;

function rankOf({ kind }: Declaration): number {
  return RANK[kind];
}

function circular(addresses: readonly string[]): PipelineError {
  return new PipelineError("emit/circular", `These resources refer to each other: ${addresses.join(", ")}.`, {
    next: "Take one of the references out.",
  });
}
