import type { Ground } from "../change/ground.ts";
import { type Attempt, type Settling, settle } from "../change/settle.ts";
import { type Draft, type Validated, validating } from "../change/validate.ts";
import type { Request } from "../hands.ts";
import type { Judges } from "../judges.ts";
import { consult, type Judged, type Reviewed } from "./consult.ts";
import { objected, problemsOf } from "./objections.ts";

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
