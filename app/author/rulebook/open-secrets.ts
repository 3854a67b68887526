import type { Catalogue, Field } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Operation, TypedChange } from "#shared/core/typed-change.ts";
import type { Value } from "#shared/core/value.ts";
import { blockFields } from "#shared/reading/leaves.ts";
import { PLACEHOLDER } from "./placeholders.ts";

/** A secret that the provider demands and that nobody may write into a repository: no change holds one, not even a made-up one. */
export function refuseOpenSecrets(change: TypedChange, catalogue: Catalogue): TypedChange {
  const holders = change.operations.flatMap((operation) =>
    operation.kind === "create" && holdsSecret(operation, catalogue)
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

type Create = Extract<Operation, { kind: "create" }>;

function holdsSecret({ type, mode, arguments: given }: Create, catalogue: Catalogue): boolean {
  if (JSON.stringify(given).includes(PLACEHOLDER)) return true;
  return isOpen(given, catalogue.find(type, mode)?.fields ?? {});
}

/** Plain text where the provider says that nobody may read it; a reference to what keeps it is none. */
function isOpen(given: Readonly<Record<string, Value>>, fields: Readonly<Record<string, Field>>): boolean {
  return Object.entries(given).some(([name, value]) => {
    const field = fields[name];
    if (field === undefined) return false;
    if (field.isSensitive && typeof value === "string") return true;
    const inner = blockFields(field.shape);
    const blocks = Array.isArray(value) ? value : [value];
    return inner !== null && blocks.some((block) => isBlock(block) && isOpen(block, inner));
  });
}

function isBlock(value: Value): value is Readonly<Record<string, Value>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
