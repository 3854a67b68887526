import type { ResourceChange } from "#shared/core/change-document.ts";
import type { ExpertFinding } from "#shared/core/review.ts";

type Quoted = Pick<ExpertFinding, "rule" | "severity" | "path" | "quoted" | "message">;

/** What an analyser holds against a resource, with the value that proves it. */
export function objection({ address }: ResourceChange, quoted: Quoted): ExpertFinding {
  const dimension = quoted.rule.startsWith("fidelity/") ? "fidelity" : "security";
  return { id: "", by: "analyser", dimension, ...quoted, resource: address, status: "fail", controls: [] };
}
