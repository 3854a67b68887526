import type { Diagnostic } from "#shared/core/finding.ts";
import type { OfflineCheck } from "#shared/core/offline-check.ts";
import type { ProcessResult } from "#shared/core/process.ts";
import { planErrors, type Said } from "./diagnostics.ts";

type Phase = "validate" | "plan";

/** What an offline `plan -json` says: what only the cloud could answer, and a provider that died, are no fault of the stack. */
export function judged({ code, stdout, stderr }: ProcessResult): OfflineCheck {
  if (code === 0) return { kind: "passed" };
  const errors = planErrors(stdout);
  const [first] = errors;
  if (first === undefined)
    return { kind: "skipped", reason: `Terraform ended without saying why: ${stderr.slice(0, 300)}` };
  if (errors.some(isOurs)) return { kind: "skipped", reason: `a provider failed: ${first.summary}` };
  const own = errors.filter((one) => !isWorldly(one));
  if (own.length === 0)
    return { kind: "skipped", reason: `${first.address ?? "a provider"} can be read in its cloud only` };
  const phase = phaseOf(stdout);
  return { kind: "failed", phase, findings: own.map((one) => findingOf(phase, one)) };
}

/** Terraform sums up its changes as soon as the validation is behind it, though some of them may have failed. */
function phaseOf(output: string): Phase {
  return output.includes('"type":"change_summary"') ? "plan" : "validate";
}

function isOurs({ summary, detail }: Said): boolean {
  const isDead =
    /plugin did not respond|plugin (?:error|crashed)|failed to (?:load|read|obtain) (?:any )?(?:plugin|provider)|could not load plugin|provider instance|rpc error/i;
  return isDead.test(`${summary} ${detail}`);
}

function isWorldly({ address, summary, detail }: Said): boolean {
  const isLost = /dial tcp|no such host|network is unreachable|request send failed|no valid credential/i;
  return isLost.test(`${summary} ${detail}`) || /^data\./.test(address ?? "");
}

function findingOf(phase: Phase, { address, summary, detail }: Said): Diagnostic {
  const text = detail === "" ? summary : `${summary}: ${detail}`;
  return {
    rule: `terraform/${phase}`,
    severity: "high",
    status: "fail",
    resource: address?.replace(/\[[^\]]*\]$/, "") ?? "",
    path: PATHS.flatMap((pattern) => pattern.exec(text)?.[1] ?? [])[0] ?? "",
    message: text,
    controls: [],
    ...suggested(text),
  };
}

/** How Terraform and the providers name an argument. */
const PATHS: readonly RegExp[] = [
  /\bnamed "([\w.]+)"/,
  /\b(?:argument|attribute) "([\w.]+)"/,
  /\bexpected (?:(?:length|value|type) of )?"?([\w.]+)"? to\b/,
  /^"([a-z][\w.]*)"/,
];

/** "Did you mean …" of Terraform, and the first of the values that a provider takes. */
function suggested(text: string): { suggestion?: string } {
  const found = /Did you mean "([^"]+)"/.exec(text) ?? /to be one of \["?([^"\s\]]+)/.exec(text);
  return found?.[1] === undefined ? {} : { suggestion: found[1] };
}
