import { PipelineError } from "#shared/core/error.ts";
import { proposalsOf } from "../../intake/proposals.ts";
import { type Ground, layGround } from "../change/ground.ts";
import { inForce } from "../change/join-contracts.ts";
import { judgeSynthesised } from "../change/judge-synthesised.ts";
import { blocked } from "../change/validate.ts";
import type { Request } from "../hands.ts";
import type { Judges } from "../judges.ts";
import type { Judged } from "./consult.ts";

/** A pull request as it stands, whoever has written its commits. */
export interface Reconsidered extends Judged {
  readonly ground: Ground & { readonly pullRequest: NonNullable<Ground["pullRequest"]> };
}

/**
 * The head of the pull request that the conversation is on, through the checks: what stands against it is a refusal (`checks/blocked`), and
 * so is one whose request nobody remembers (`experts/nothing-to-judge`).
 */
export async function standingOf(request: Request, judges: Judges): Promise<Reconsidered> {
  const { order, hands, settings, signal } = request;
  const { number } = order.issue;
  const proposals = proposalsOf(order, hands.inbox).filter(({ pullRequest }) => pullRequest === number);
  const stack = proposals.at(-1)?.stack;
  if (stack === undefined) throw nothing("I do not remember what this pull request was asked for with.");
  const { pullRequest, ...laid } = await layGround(request, stack, judges);
  const json = laid.synthesised.start;
  if (pullRequest === null || json === null) throw nothing(`There is no code of ${stack} here.`);
  // What stands on the default branch is where this work starts, whatever was done to the branch since.
  const ground = { ...laid, pullRequest, synthesised: { ...laid.synthesised, start: laid.synthesised.base } };
  const { thresholds } = settings;
  const terms = { repository: order.repository.name, contracts: [], thresholds, signal };
  const { problems, ...judged } = await judgeSynthesised(json, terms, { ground, judges });
  if (problems.length > 0) throw blocked(problems);
  return {
    ...judged,
    ground: { ...ground, files: ground.baseFiles },
    files: changedIn(ground),
    said: proposals.flatMap(({ texts }) => texts),
    contract: inForce({ ground, contracts: [] }),
  };
}

function changedIn({ files, baseFiles }: Ground): Judged["files"] {
  return Object.fromEntries(Object.entries(files).filter(([path, text]) => baseFiles[path] !== text));
}

function nothing(message: string): PipelineError {
  return new PipelineError("experts/nothing-to-judge", message, { next: "Ask for it in a new comment." });
}
