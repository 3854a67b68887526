import { PipelineError } from "#shared/core/error.ts";
import { code } from "#shared/report/escape.ts";
import type { Command } from "../intake/command.ts";
import type { Ending } from "../intake/progress.ts";
import { HELP, statusText, stoppedText } from "../intake/replies.ts";
import { keepThread, threadOf } from "../intake/thread.ts";
import type { Errand } from "./hands.ts";
import { rollBack } from "./roll-back.ts";

export type Keyword = Extract<Command, { kind: "command" }>;

const MERGING = "Merging applies: approve the pull request and merge it. There is no apply command.";
const LOCKS =
  "Nothing has to be unlocked: a lock ends with its run, and the schedule recovers that of a dead one.";

/** Does what a keyword says, where it is not about a request's own work. */
export async function obey(errand: Errand, { command, pullRequest }: Keyword): Promise<Ending> {
  switch (command) {
    case "cancel":
      return cancel(errand);
    case "status":
      return status(errand);
    case "plan":
      return await planAgain(errand);
    case "rollback":
      return { kind: "done", text: await rollBack(errand, pullRequest ?? 0) };
    case "apply":
      return { kind: "done", text: MERGING };
    case "unlock":
      return { kind: "done", text: LOCKS };
    case "go":
    case "retry":
      return { kind: "done", text: HELP };
  }
}

function cancel({ order, hands }: Errand): Ending {
  const { repository, issue } = order;
  const waiting = hands.inbox.waiting(repository.id, issue.number);
  for (const key of waiting) hands.inbox.remember(key, "cancelled", true);
  const thread = threadOf(order, hands.inbox);
  const isAsked = thread?.state === "asked";
  if (isAsked) keepThread(order, { ...thread, state: "ended", questions: [] }, hands.inbox);
  const wasRunning = hands.stop(repository.id, issue.number);
  return { kind: "done", text: stoppedText({ wasRunning, isAsked, waiting: waiting.length }) };
}

function status({ order, hands }: Errand): Ending {
  const waiting = hands.inbox.waiting(order.repository.id, order.issue.number).length;
  return { kind: "done", text: statusText(threadOf(order, hands.inbox), waiting) };
}

async function planAgain({ order, hands }: Errand): Promise<Ending> {
  if (!order.issue.isPullRequest) {
    throw new PipelineError("intake/not-a-pull-request", "Only a pull request has a plan.", {
      next: "Write /code plan on the pull request.",
    });
  }
  const { url } = await hands.workflows.replan(order.issue.number);
  return { kind: "done", text: `The plan runs again: ${code(url)}` };
}
