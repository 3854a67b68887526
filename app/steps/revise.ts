import { PipelineError } from "#shared/core/error.ts";
import type { Diagnostic, Finding } from "#shared/core/finding.ts";
import { plainText } from "#shared/core/json.ts";
import type { ExpertFinding } from "#shared/core/review.ts";
import { consult, type Judged, type Reviewed } from "./consult.ts";
import type { Ground } from "./ground.ts";
import type { Request } from "./hands.ts";
import type { Judges } from "./judges.ts";
import { type Attempt, type Settling, settle } from "./settle.ts";
import { type Draft, type Validated, validating } from "./validate.ts";

type Tried = Validated & Attempt;
type Revised = Tried & Partial<Reviewed>;
type Task = Tried & Omit<Draft, "change"> & Pick<Judged, "said" | "contract"> & { readonly ground: Ground };

/**
 * Asks the circle, and takes what it objects to back to the author, in the rounds that are left: a mended change passes the checks and the
 * circle anew, and what only silences is not taken. What is objected to in the end is a refusal (`experts/objected`) with one question.
 */
export async function revise(request: Request, task: Task, judges: Judges): Promise<Tried & Reviewed> {
  const by = validating(task, task.ground, judges);
  const reviewed = async (tried: Tried): Promise<Revised> => {
    if (tried.problems.length > 0) return tried;
    const said = await consult(request, { ...task, ...tried }, judges);
    return { ...tried, ...said, problems: problemsOf(said) };
  };
  const revising: Settling<Revised> = {
    ...by,
    attempt: async (change) => reviewed(change === task.change ? task : await by.attempt(change)),
  };
  const { reviews, verdict, ...best } = await settle<Revised>(task.change, revising);
  if (reviews === undefined || verdict === undefined || verdict.kind === "objected")
    throw objected(best.problems);
  return { ...best, reviews, verdict };
}

function problemsOf({ verdict }: Reviewed): Diagnostic[] {
  return verdict.kind === "objected" ? verdict.findings.map(diagnosticOf) : [];
}

/** What an expert suggests is shown to the author, and never applied. */
function diagnosticOf(finding: Finding & Partial<ExpertFinding>): Diagnostic {
  const { edit, quoted, message } = finding;
  const said = quoted === undefined ? message : `${message} It is ${plainText(quoted)}.`;
  return { ...finding, message: said, ...(edit === undefined ? {} : { suggestion: edit }) };
}

const WORST: readonly Finding["severity"][] = ["critical", "high", "medium", "low"];

function objected(problems: readonly Diagnostic[]): PipelineError {
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
