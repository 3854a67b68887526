import { type ErrorCode, PipelineError } from "../core/error.ts";
import { type Finding, Severity } from "../core/finding.ts";

/** Refuses unless exactly what had to be evaluated was: a judge that lost a rule would pass what the rule forbids. */
export function requireSame(
  expected: readonly string[],
  evaluated: readonly string[],
  code: ErrorCode,
): void {
  const missing = expected.filter((id) => !evaluated.includes(id));
  const surplus = evaluated.filter((id) => !expected.includes(id));
  if (expected.length > 0 && missing.length === 0 && surplus.length === 0) return;
  throw new PipelineError(
    code,
    `Of ${expected.length} rules, ${missing.length} were not evaluated, and ${surplus.length} more than known were.`,
    {
      next: "Use the policy module that belongs to this version; `npm run policies` rebuilds it from its sources.",
      details: { missing, surplus },
    },
  );
}

/** Most severe first, then by rule, resource and path: the same findings are always shown in the same order. */
export function bySeverity(one: Finding, other: Finding): number {
  const order = Severity.options.indexOf(other.severity) - Severity.options.indexOf(one.severity);
  return order === 0 ? sortText(one).localeCompare(sortText(other), "en") : order;
}

const sortText = ({ rule, resource, path, message }: Finding) => [rule, resource, path, message].join("\0");
