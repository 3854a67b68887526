import type { Catalogue } from "#shared/core/catalogue.ts";
import type { JsonObject } from "#shared/core/json.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import { emitChange } from "../../../app/emit/emit-change.ts";
import type { Diagnostic } from "../../support/plan-many/diagnostics.ts";
import { planMany } from "../../support/plan-many/plan-many.ts";
import { synthMany } from "../../support/synth-many.ts";
import { grade } from "./grade.ts";
import type { Task } from "./tasks.ts";

/** Where the task's stack lies: the region that it names, or the usual one. */
export function regionOf({ prompt }: Task): string {
  return (
    /\b(?:af|ap|ca|eu|il|me|sa|us)-(?:north|south|east|west|central)(?:east|west)?-\d\b/.exec(prompt)?.[0] ??
    "us-east-1"
  );
}

/** Where an attempt ended: no draft at all, not in the schema, not plannable, planned but not what was asked, or passed. */
export type Outcome = "refused" | "schema" | "plan" | "intent" | "passed";

/** What an author gives for a task: a change, or the reason why there is none. */
export type Draft = { readonly change: TypedChange } | { readonly refusal: string };

export interface BenchAuthor {
  write(task: Task): Promise<Draft>;
  /** Another try after what Terraform said; null where there is nothing left to try. */
  repair(task: Task, change: TypedChange, diagnostics: readonly Diagnostic[]): Promise<Draft | null>;
}

export interface Result {
  readonly task: Task;
  readonly outcome: Outcome;
  readonly planned: boolean;
  readonly detail: string;
  readonly change?: TypedChange;
  readonly plan?: JsonObject;
}

interface Bench {
  readonly author: BenchAuthor;
  readonly catalogue: Catalogue;
  readonly rounds: number;
}

interface Open {
  readonly task: Task;
  readonly change: TypedChange;
}

/** Writes, emits, synthesises and plans every task, repairs what does not plan, and grades what does. */
export async function attempt(tasks: readonly Task[], bench: Bench): Promise<Result[]> {
  const drafts: Drafted[] = [];
  for (const task of tasks) drafts.push({ task, draft: await bench.author.write(task) });
  const refused = drafts.flatMap(({ task, draft }) =>
    "refusal" in draft ? [refusedResult(task, draft.refusal)] : [],
  );
  const results: Result[] = [...refused];
  let open: Open[] = drafts.flatMap(({ task, draft }) =>
    "change" in draft ? [{ task, change: draft.change }] : [],
  );
  for (let round = 0; open.length > 0; round += 1) {
    const { planned, failed } = await planRound(open, bench);
    results.push(...(await Promise.all(planned.map(graded))));
    const mended = round < bench.rounds ? await repairAll(failed, bench) : [];
    open = mended;
    const again = new Set(mended.map(({ task }) => task));
    results.push(...failed.filter(({ task }) => !again.has(task)).map(unplanned));
  }
  return results.sort((one, other) => one.task.index - other.task.index);
}

interface Drafted {
  readonly task: Task;
  readonly draft: Draft;
}

async function repairAll(failed: readonly Failed[], { author }: Bench): Promise<Open[]> {
  const open: Open[] = [];
  for (const { task, change, diagnostics } of failed) {
    const again = await author.repair(task, change, diagnostics);
    if (again !== null && "change" in again) open.push({ task, change: again.change });
  }
  return open;
}

function refusedResult(task: Task, detail: string): Result {
  return { task, outcome: "refused", planned: false, detail };
}

interface Failed extends Open {
  readonly diagnostics: readonly Diagnostic[];
}

interface Plan extends Open {
  readonly plan: JsonObject;
}

async function planRound(open: readonly Open[], { catalogue }: Bench) {
  const emissions = open.map((one) => ({ one, files: emitted(one, catalogue) }));
  const files = emissions.flatMap(({ one, files }) =>
    "files" in files ? [[one.change.stack, files.files] as const] : [],
  );
  const synthesised = await synthMany(new Map(files));
  const stacks = [...synthesised].flatMap(([id, one]) => ("json" in one ? [{ id, json: one.json }] : []));
  const answers = new Map((await planMany(stacks)).map((answer) => [answer.id, answer]));
  const planned: Plan[] = [];
  const failed: Failed[] = [];
  for (const { one, files } of emissions) {
    const answer = answers.get(one.change.stack);
    const synth = synthesised.get(one.change.stack);
    if (answer !== undefined && "plan" in answer) planned.push({ ...one, plan: answer.plan });
    else
      failed.push({ ...one, diagnostics: answer?.diagnostics ?? [said("error" in files ? files : synth)] });
  }
  return { planned, failed };
}

type Emitted = { readonly files: Record<string, string> } | { readonly error: unknown };

function emitted({ task, change }: Open, catalogue: Catalogue): Emitted {
  const provider = { name: "aws", region: regionOf(task) };
  try {
    return {
      files: emitChange({ change, catalogue, folder: `stacks/${change.stack}`, provider, read: () => null }),
    };
  } catch (error) {
    return { error };
  }
}

function said(failure: object | undefined): Diagnostic {
  const detail = failure !== undefined && "error" in failure ? String(failure.error) : "";
  return { address: null, summary: "Not emitted", detail };
}

async function graded({ task, change, plan }: Plan): Promise<Result> {
  const verdict = await grade(task.rego_intent, plan);
  const outcome = verdict === "passed" ? "passed" : "intent";
  return { task, outcome, planned: true, detail: verdict, change, plan };
}

/** What the schema alone would have told apart from what only a plan shows. */
const SCHEMA =
  /Not emitted|Unsupported (argument|block|attribute)|Missing required argument|Invalid resource type|Insufficient .* blocks|Too many .* blocks|Incorrect attribute value type|Reference to undeclared/;

function unplanned({ task, change, diagnostics }: Failed): Result {
  const [first] = diagnostics;
  const detail = diagnostics
    .map(({ address, summary, detail }) => `${address ?? ""}: ${summary}: ${detail}`)
    .join("\n");
  return {
    task,
    outcome: SCHEMA.test(first?.summary ?? "") ? "schema" : "plan",
    planned: false,
    detail,
    change,
  };
}
