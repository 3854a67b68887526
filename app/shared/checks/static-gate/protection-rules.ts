import type { Finding } from "../../core/finding.ts";
import { movesOf } from "./address-rules.ts";
import type { Block } from "./blocks.ts";
import { deny } from "./denial.ts";
import { isTrue, lifecyclesOf } from "./resource-rules.ts";

/** What the base protects from destruction stays declared and protected, under its own or its moved address. */
export function judgeProtection(base: readonly Block[], head: readonly Block[]): Finding[] {
  const moves = movesOf(head);
  const kept = protectedAddresses(head);
  return [...protectedAddresses(base)]
    .filter((address) => !kept.has(address) && !kept.has(moves.get(address) ?? ""))
    .map((address) =>
      deny(
        "protection-removed",
        { resource: address, path: "lifecycle.prevent_destroy" },
        "The protection from destruction was removed.",
      ),
    );
}

function protectedAddresses(blocks: readonly Block[]): Set<string> {
  const resources = blocks.filter(({ kind }) => kind === "resource");
  const isProtected = (block: Block): boolean => {
    const values = lifecyclesOf(block).flatMap((lifecycle) =>
      lifecycle.prevent_destroy === undefined ? [] : [lifecycle.prevent_destroy],
    );
    return values.length > 0 && values.every(isTrue);
  };
  return new Set(resources.filter(isProtected).map(({ address }) => address));
}
