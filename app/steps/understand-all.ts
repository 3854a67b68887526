import type { Contract } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import { type ExistingResource, existingIn } from "#shared/core/existing-resource.ts";
import type { Question } from "#shared/core/typed-change.ts";
import type { Wish } from "#shared/core/wish.ts";
import { about } from "../intake/proposals.ts";
import { type Open, shortened } from "../intake/stack-question.ts";
import { stackAnswered } from "../intake/thread.ts";
import { KINDS } from "../intent/vocabulary/kinds.ts";
import type { Job, Lay } from "./choose-stacks.ts";
import type { Ground } from "./ground.ts";
import type { Request } from "./hands.ts";
import type { Judges } from "./judges.ts";
import { understandOrLeave } from "./leave-to-author.ts";
import type { Meant } from "./meant.ts";
import { mergeWishes } from "./merge-wishes.ts";

type Understood = Extract<Meant, { kind: "understood" }>;

/** One stack with all that is wished of it. */
export interface Task {
  readonly ground: Ground;
  /** As they were written. */
  readonly said: readonly string[];
  /** What the author is given: the wishes of all requests that were understood by kind, and each other request by itself. */
  readonly briefs: readonly { readonly text: string; readonly wishes: readonly Wish[] }[];
  readonly assumptions: readonly string[];
  /** One contract a request; a later one takes back what it replaces. */
  promise(id: string): readonly Contract[];
}

interface Answered {
  /** How many questions the requests so far had. */
  count: number;
  /** Those that are open, numbered through all requests. */
  readonly questions: Question[];
  readonly given: Readonly<Record<string, string>> | null;
  /** What was answered when it was done the first time, by request and question. */
  readonly earlier: Readonly<Record<string, string>>;
}

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

interface Reading extends Understood {
  readonly said: string;
  readonly text: string;
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

type Answers = Readonly<Record<number, string>>;

/** Reads without answers first: how many questions there are decides which answers belong to this request. */
function answering(read: (answers: Answers | null) => Meant, said: string, answered: Answered): Meant {
  const open = read(null);
  if (open.kind !== "unclear") return open;
  const from = answered.count;
  answered.count += open.questions.length;
  const own = open.questions.flatMap(({ number, text }) => {
    const answer = answered.given?.[String(from + number)] ?? answered.earlier[about(said, text)];
    return answer === undefined ? [] : [[number, answer] as const];
  });
  // Without an answer to all that is open, what is left takes its default only where somebody has answered at all.
  if (answered.given === null && own.length < open.questions.length) {
    return { ...open, questions: open.questions.map((one) => ({ ...one, number: from + one.number })) };
  }
  const meant = read(Object.fromEntries(own));
  if (meant.kind !== "refused") return meant;
  const message = meant.message.replace(/(?<=\bquestion )\d/, (number) => String(from + Number(number)));
  return { ...meant, message };
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

function taskOf(ground: Ground, readings: readonly Reading[]): Task {
  const known = readings.filter(({ wishes }) => wishes.length > 0);
  const merged = mergeWishes(known.flatMap(({ wishes }) => wishes));
  const together = { text: known.map(({ text }) => text).join("\n"), wishes: merged.wishes };
  const alone = readings.filter(({ wishes }) => wishes.length === 0);
  return {
    ground,
    said: readings.map(({ said }) => said),
    briefs: [...(known.length > 0 ? [together] : []), ...alone.map(({ text }) => ({ text, wishes: [] }))],
    assumptions: [...new Set([...readings.flatMap(({ assumptions }) => assumptions), ...merged.assumptions])],
    promise(id) {
      const contracts: Contract[] = [];
      for (const [at, { promise }] of readings.entries()) {
        const own = readings.length === 1 ? id : `${id}-${at + 1}`;
        contracts.push(promise(own, [...ground.contracts.start, ...contracts]));
      }
      return contracts;
    },
  };
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
