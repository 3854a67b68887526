import { z } from "zod";

export const Severity = z.enum(["low", "medium", "high", "critical"]);
export type Severity = z.infer<typeof Severity>;

/** One thing that a gate, a policy, a scanner, a contract or an expert holds against a change. */
export const Finding = z.object({
  /** `room/rule`, such as `storage/public_bucket` or `gate/function-forbidden`. */
  rule: z.string(),
  severity: Severity,
  /** `unknown`: the value is decided at plan or apply time; it blocks only where the plan is known (see the verdict). */
  status: z.enum(["fail", "unknown"]),
  /** Terraform address, or "" when the finding is about the whole change. */
  resource: z.string(),
  /** Attribute path inside the resource, dotted, or "". */
  path: z.string(),
  message: z.string(),
  /** Control ids such as `CIS-AWS-1.4/2.1.5`. */
  controls: z.array(z.string()).default([]),
});
export type Finding = z.infer<typeof Finding>;

/** A finding about a typed change that has not been written yet: what its author gets back for repair. */
export interface Diagnostic extends Finding {
  /** What would mend it: a name, a path, an address or a value as JSON; left out where nothing is near enough. */
  readonly suggestion?: string;
}

const ORDER: readonly Severity[] = Severity.options;

export function isAtLeast(severity: Severity, floor: Severity): boolean {
  return ORDER.indexOf(severity) >= ORDER.indexOf(floor);
}
