import { PipelineError } from "#shared/core/error.ts";
import type { Diagnostic, Finding } from "#shared/core/finding.ts";
import { plainText } from "#shared/core/json.ts";
import type { ExpertFinding, Verdict } from "#shared/core/review.ts";

/** What a verdict holds against a change, as its author is told. */
export function problemsOf({ verdict }: { readonly verdict: Verdict }): Diagnostic[] {
  return verdict.kind === "objected" ? verdict.findings.map(diagnosticOf) : [];
}

/** What an expert suggests is shown to the author, and never applied. */
function diagnosticOf(finding: Finding & Partial<ExpertFinding>): Diagnostic {
  const { edit, quoted, message } = finding;
  const said = quoted === undefined ? message : `${message} It is ${plainText(quoted)}.`;
  return { ...finding, message: said, ...(edit === undefined ? {} : { suggestion: edit }) };
}

const WORST: readonly Finding["severity"][] = ["critical", "high", "medium", "low"];

/** The refusal of what was objected to in the end, with one question about the worst of it. */
export function objected(problems: readonly Diagnostic[]): PipelineError {
  const held = problems.map(({ rule, resource, message }) => `${rule}: ${resource}: ${message}`);
  const [worst] = problems.toSorted(
    (one, other) => WORST.indexOf(one.severity) - WORST.indexOf(other.severity),
  );
  return new PipelineError("experts/objected", held.join("; "), { next: questionOf(worst), details: held });
}

function questionOf(worst: Diagnostic | undefined): string {
  const place = [worst?.path, worst?.resource].filter(Boolean).join(" of ");
  return place === ""
    ? "What may be left out? Ask for what the experts can accept."
    : `What should ${place} be instead? Ask again and say so; without an answer it is left out.`;
}
