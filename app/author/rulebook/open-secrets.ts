import { PipelineError } from "#shared/core/error.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import { PLACEHOLDER } from "./placeholders.ts";

/** A secret that the provider demands and that nobody may write into a repository: no change holds one, not even a made-up one. */
export function refuseOpenSecrets(change: TypedChange): TypedChange {
  const holders = change.operations.flatMap((operation) =>
    operation.kind === "create" && JSON.stringify(operation.arguments).includes(PLACEHOLDER)
      ? [`${operation.type}.${operation.name}`]
      : [],
  );
  if (holders.length === 0) return change;
  throw new PipelineError(
    "author/needs-secret",
    `${holders.join(", ")} needs a secret, and I write none into code.`,
    {
      next: "Ask for one whose password the cloud keeps, or write it by hand with a sensitive variable.",
      details: holders,
    },
  );
}
