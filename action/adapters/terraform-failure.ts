import { z } from "zod";
import { PipelineError } from "#shared/core/error.ts";
import type { ProcessResult } from "#shared/core/process.ts";

const Line = z.object({
  diagnostic: z.object({ severity: z.string(), summary: z.string(), detail: z.string() }),
});

/** Terraform's own sentences about what went wrong, without any of these secrets, at most 4,000 characters. */
export function sentenceOf({ stdout, stderr }: ProcessResult, secrets: readonly string[]): string {
  const errors = stdout.split("\n").flatMap(errorIn);
  const said = errors.length > 0 ? errors.join("\n") : stderr.trim() || "Terraform did not say why.";
  return without(said, secrets).slice(0, 4000);
}

/** The refusal for a step of Terraform that failed. */
export function failure(step: string, result: ProcessResult, secrets: readonly string[]): PipelineError {
  const said = sentenceOf(result, secrets);
  if (step === "init" && /provider/i.test(said)) {
    return new PipelineError("plan/provider-missing", said, {
      next: "Check the provider's source and version, and that the lock file has its hashes for this platform.",
    });
  }
  const code = step === "init" ? "plan/init-failed" : "plan/terraform-failed";
  return new PipelineError(code, said, { next: "Mend what Terraform names, then plan again." });
}

function errorIn(line: string): readonly string[] {
  if (!line.startsWith("{")) return [];
  try {
    const { diagnostic } = Line.parse(JSON.parse(line));
    const { severity, summary, detail } = diagnostic;
    return severity === "error" ? [detail === "" ? summary : `${summary}: ${detail}`] : [];
  } catch {
    // Other lines of the log, or one that a killed run left half written.
    return [];
  }
}

/** Longest first: a secret may contain another one. Regions and addresses are too short or too common to be masked. */
function without(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= 12 && !secret.startsWith("http"))
    .sort((a, b) => b.length - a.length)
    .reduce((masked, secret) => masked.replaceAll(secret, "***"), text);
}
