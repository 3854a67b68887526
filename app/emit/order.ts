import { referencesIn, addressOf as resourceOf } from "#shared/catalogue/references.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Operation } from "#shared/core/typed-change.ts";

export type Create = Extract<Operation, { kind: "create" }>;

export function addressOf(operation: Create): string {
  return `${operation.mode === "data" ? "data." : ""}${operation.type}.${operation.name}`;
}

/** Addresses that a new resource needs before it: what it refers to and what it depends on. */
export function needs(operation: Create): string[] {
  return [...new Set([...referencesIn(operation.arguments), ...operation.dependsOn].map(resourceOf))];
}

/** A constant stands before its use; resources keep the author's order otherwise. A circle is a refusal. */
export function inOrder(operations: readonly Create[]): readonly Create[] {
  const waiting = new Map(operations.map((operation) => [addressOf(operation), operation]));
  const ordered: Create[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].find(
      ([, operation]) => !needs(operation).some((address) => waiting.has(address)),
    );
    if (ready === undefined) {
      throw new PipelineError(
        "emit/circular",
        `These resources refer to each other: ${[...waiting.keys()].join(", ")}.`,
        {
          next: "Take one of the references out.",
        },
      );
    }
    ordered.push(ready[1]);
    waiting.delete(ready[0]);
  }
  return ordered;
}
