import type { Rejected } from "#shared/core/author.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import { repairByMessages } from "./rulebook/repair.ts";
import type { Known } from "./rulebook/sheet.ts";

/** What Terraform says of new resources is mended as it says; what a policy or a promise holds against them is never talked away. */
export function mendByRules({ draft, problems, region }: Rejected, known: Known): TypedChange | null {
  const isTerraforms = problems.every(({ rule }) => rule.startsWith("terraform/"));
  if (!isTerraforms || !draft.operations.every(isPlain)) return null;
  const messages = problems.map(({ resource, message }) => ({
    ...{ address: resource, summary: message, detail: "" },
  }));
  const mended = repairByMessages(draft, messages, { ...known, region });
  return mended === null ? null : { ...draft, operations: mended.operations };
}

/** The rules read a resource back by type, name and arguments alone. */
function isPlain(operation: TypedChange["operations"][number]): boolean {
  if (operation.kind !== "create") return false;
  const { count, provider, lifecycle, dependsOn } = operation;
  return [count, provider, lifecycle].every((one) => one === undefined) && dependsOn.length === 0;
}
