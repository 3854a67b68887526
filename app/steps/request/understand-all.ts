import { PipelineError } from "#shared/core/error.ts";
import { type ExistingResource, existingIn } from "#shared/core/existing-resource.ts";
import type { Question } from "#shared/core/typed-change.ts";
import type { Wish } from "#shared/core/wish.ts";
import { type Open, shortened } from "../../intake/place/stack-question.ts";
import { about } from "../../intake/proposals.ts";
import { stackAnswered } from "../../intake/thread.ts";
import { KINDS } from "../../intent/vocabulary/kinds.ts";
import type { Ground } from "../change/ground.ts";
import type { Request } from "../hands.ts";
import type { Judges } from "../judges.ts";
import { type Answered, type Answers, answering } from "./answering.ts";
import type { Job, Lay } from "./choose-stacks.ts";
import { understandOrLeave } from "./leave-to-author.ts";
import type { Meant } from "./meant.ts";
import { type Reading, type Task, taskOf } from "./task.ts";

/** Understands every request, each by itself and with what those before it will have made; what is open in any of them is asked before anything is done. */
export async function understandAll(
  request: Request,
  { jobs, lay }: { readonly jobs: readonly Job[]; readonly lay: Lay },
  judges: Judges,
): Promise<readonly Task[] | Open> {
  const { thread } = request;
  const isAnswered = thread.asks === "request" && Object.keys(thread.answers).length > 0;
  const given = isAnswered ? thread.answers : null;
  const answered: Answered = { count: 0, questions: [], given, earlier: thread.repeats?.answers ?? {} };
  const count = jobs.reduce((sum, { requests }) => sum + requests.length, 0);
  const tasks: Task[] = [];
  for (const job of jobs) {
    const ground = await lay(job.stack);
    tasks.push(taskOf(ground, readAll({ ground, job, count }, answered, judges)));
  }
  const { questions } = answered;
  if (questions.length === 0) return tasks;
  if (questions.length > 3) throw tooMuchOpen(questions);
  const chosen = jobs.length === 1 ? (jobs[0]?.stack ?? null) : stackAnswered(thread);
  return { asks: "request", stack: chosen, questions };
}

function readAll(
  { ground, job, count }: { ground: Ground; job: Job; count: number },
  answered: Answered,
  judges: Judges,
): Reading[] {
  const { cloud, region } = ground.environment;
  const existing = ground.standing === null ? [] : existingIn(ground.standing);
  const readings: Reading[] = [];
  for (const { said, text } of job.requests) {
    const made = readings.flatMap(({ wishes }) => wishes.flatMap((wish) => standIn(wish, ground)));
    const spoken = { request: text, stack: job.stack, cloud, region, existing: [...existing, ...made] };
    const read = (answers: Answers | null) => understandOrLeave({ ...spoken, answers }, judges);
    const meant = answering(read, said, answered);
    if (meant.kind === "refused") throw refusalOf(meant, { said, count });
    if (meant.kind === "understood") readings.push({ ...meant, said, text });
    else {
      const worded = (text: string) => (count > 1 ? about(said, text) : text);
      answered.questions.push(...meant.questions.map((one) => ({ ...one, text: worded(one.text) })));
      const { wishes, assumptions } = meant.draft;
      readings.push({ kind: "understood", wishes, assumptions, said, text, promise: neverPromised });
    }
  }
  return readings;
}

/** What a wish will have made is there for the requests after it. */
function standIn({ verb, kind, name }: Wish, { environment }: Ground): ExistingResource[] {
  const type = KINDS.find((one) => one.kind === kind)?.types[environment.cloud];
  if (verb !== "create" || type === undefined) return [];
  return [{ address: `${type}.${name}`, type, name, attributes: {}, references: [] }];
}

function neverPromised(): never {
  throw new PipelineError("intent/open", "A request with open questions promises nothing.", {
    next: "Answer the questions first.",
  });
}

function refusalOf(
  { code, message, next }: Extract<Meant, { kind: "refused" }>,
  { said, count }: { said: string; count: number },
): PipelineError {
  return new PipelineError(code, count > 1 ? `“${shortened(said)}”: ${message}` : message, { next });
}

function tooMuchOpen(questions: readonly Question[]): PipelineError {
  const open = questions.map(({ text }) => text).join(" ");
  return new PipelineError("intent/too-much-open", `More than three things are left open: ${open}`, {
    next: "Say them in the requests, or ask for less in one comment.",
  });
}
