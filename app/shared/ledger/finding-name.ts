import { createHash } from "node:crypto";
import { canonicalJson } from "../core/json.ts";
import type { Duty, ExpertFinding } from "../core/review.ts";

/** SHA-256 (hex) over duty, rule, resource and path: what a finding is called wherever nothing may be quoted. */
export function findingName(
  duty: Duty,
  { rule, resource, path }: Pick<ExpertFinding, "rule" | "resource" | "path">,
): string {
  return createHash("sha256")
    .update(canonicalJson([duty, rule, resource, path]))
    .digest("hex");
}

/** What people type: `security-3fa9c1`. */
export function shortName(duty: Duty, name: string): string {
  return `${duty}-${name.slice(0, 6)}`;
}
