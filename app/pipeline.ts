import { PipelineError } from "#shared/core/error.ts";
import { layGround } from "./steps/change/ground.ts";
import { inForce, joinContracts } from "./steps/change/join-contracts.ts";
import { menderOf } from "./steps/change/mend.ts";
import { threeRounds } from "./steps/change/settle.ts";
import { validate } from "./steps/change/validate.ts";
import { write } from "./steps/change/write.ts";
import { billed } from "./steps/circle/billed.ts";
import { revise } from "./steps/circle/revise.ts";
import { billOf } from "./steps/circle/staff.ts";
import type { Outcome, Proposed, Request } from "./steps/hands.ts";
import type { Judges } from "./steps/judges.ts";
import { chooseStacks, type Lay } from "./steps/request/choose-stacks.ts";
import { inEnglish } from "./steps/request/in-english.ts";
import type { Task } from "./steps/request/task.ts";
import { understandAll } from "./steps/request/understand-all.ts";
import { submit } from "./steps/submit.ts";

/** comment ─▶ intake ─▶ intent ─▶ author ─▶ emit ─▶ synth ─▶ checks ─▶ experts ─▶ pull request, one for each stack: all of a comment, or nothing of it */
export function propose(asked: Request, judges: Judges): Promise<Outcome> {
  return billed(
    asked,
    () => billOf(asked, judges),
    () => proposing(asked, judges),
  );
}

async function proposing(asked: Request, judges: Judges): Promise<Outcome> {
  const stage = stagesOf(asked);
  await stage("Understand");
  const { request, assumptions: readAs } = await inEnglish(asked, judges);
  const lay = grounds(request, judges);
  const jobs = await chooseStacks(request, lay, judges);
  if ("asks" in jobs) return { kind: "asked", open: jobs };
  const tasks = await understandAll(request, { jobs, lay }, judges);
  if ("asks" in tasks) return { kind: "asked", open: tasks };

  await stage("Contract");
  const promised = tasks.map((task) => ({ ...task, contracts: task.promise(idOf(request)) }));

  await stage("Author");
  const written = await each(promised, async (task) => ({
    ...task,
    change: await write(request, task, judges),
  }));

  await stage("Validate");
  const { thresholds } = request.settings;
  const repository = request.order.repository.name;
  const validated = await each(written, async (task) => {
    const repaired = { mend: menderOf(request, task, judges), rounds: threeRounds() };
    const draft = { ...task, repository, thresholds, ...repaired, signal: request.signal };
    return { ...draft, ...(await validate(draft, task.ground, judges)) };
  });

  await stage("Experts");
  const reviewed = await each(validated, async (task) => ({
    ...task,
    ...(await revise(request, { ...task, contract: inForce(task) }, judges)),
  }));

  await stage("Pull request");
  const proposals = await each(reviewed, (task): Promise<Proposed> => {
    const assumptions = [...new Set([...readAs, ...task.assumptions, ...task.change.assumptions])];
    const proposal = {
      ...task,
      contract: joinContracts(task.contracts),
      assumptions,
      title: task.change.title,
      bill: billOf(request, judges),
    };
    return submit(request, { ...proposal, isOneOfSeveral: reviewed.length > 1 }, task.ground);
  });
  return { kind: "proposed", proposals };
}

/** Tells the people where the work is, and stops there when it was cancelled. */
function stagesOf({ teller, signal }: Request): Request["teller"]["stage"] {
  return async (stage) => {
    signal.throwIfAborted();
    await teller.stage(stage);
  };
}

function idOf({ order, thread }: Request): string {
  return `issue-${order.issue.number}-${thread.commentId}`;
}

/** Each stack is laid out once, whoever looks at it. */
function grounds(request: Request, judges: Judges): Lay {
  const laid = new Map<string, ReturnType<Lay>>();
  return (stack) => {
    const ground = laid.get(stack) ?? layGround(request, stack, judges);
    laid.set(stack, ground);
    return ground;
  };
}

/** One stack after the other; a refusal says which one it is about where there are several. */
async function each<One extends Task, Result>(
  tasks: readonly One[],
  step: (task: One) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const task of tasks) {
    try {
      results.push(await step(task));
    } catch (error) {
      if (tasks.length === 1 || !(error instanceof PipelineError)) throw error;
      const { code, message, next, details } = error;
      throw new PipelineError(code, `In ${task.ground.stack}: ${message}`, { next, details, cause: error });
    }
  }
  return results;
}
