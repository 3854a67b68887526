import { reportCheck } from "../github/changes.ts";
import type { HubEvent } from "../github/hub.ts";
import { ACTIONS_BOT, type Identity } from "../github/identity.ts";
import type { Shape } from "../github/openapi.ts";
import { webOf } from "../github/shapes.ts";
import type { GitHub } from "../github/start.ts";
import { type CheckRun, type Job, now, type Run } from "../github/store.ts";
import { type Contexts, interpolate } from "./expressions.ts";
import {
  type Conclusion,
  combinations,
  concurrencyOf,
  isWanted,
  jobName,
  needsContext,
  type Result,
  ready,
  standingOf,
} from "./graph.ts";
import { conclude, runJob } from "./job.ts";
import { githubContext, type Trigger, triggersOf } from "./occasion.ts";
import type { RunnerOptions } from "./options.ts";
import { newQueues, newSlots } from "./queues.ts";
import { isTriggered, type JobSpec, readWorkflow, type Workflow } from "./workflow.ts";

export interface Runner {
  /** Starts the scheduled workflows, as the clock would. */
  tick(): void;
  cancel(runId: number): void;
  /** Waits until nothing runs, nothing waits and no delivery is on its way. */
  idle(): Promise<void>;
}

interface Live {
  readonly run: Run;
  readonly trigger: Trigger;
  readonly workflow: Workflow;
  readonly results: Record<string, Result>;
  abort: AbortController;
}

const FOLDER = ".github/workflows/";

/** Runs the workflows of the stand-in's repository on this machine, by GitHub's rules. */
export function startRunner(github: GitHub, options: RunnerOptions): Runner {
  const { hub, store } = github;
  const queues = newQueues();
  const inSlot = newSlots(options.slots);
  const lives = new Map<number, Live>();
  const busy = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    const watched = work
      .catch((error: unknown) => {
        github.problems.push(`runner: ${error instanceof Error ? error.stack : String(error)}`);
      })
      .finally(() => busy.delete(watched));
    busy.add(watched);
  };

  /** The token of a job starts nothing, or workflows would start each other for ever. */
  const onEvent = (event: HubEvent, payload: Shape): void => {
    if (event.by.kind === "job" && event.name !== "workflow_dispatch") return;
    for (const trigger of triggersOf(hub, event, payload)) track(begin(trigger));
  };

  const begin = async (trigger: Trigger): Promise<void> => {
    const files = hub.git.maybe("ls-tree", "-r", "--name-only", trigger.source, FOLDER)?.split("\n") ?? [];
    for (const path of files.filter((name) => /\.ya?ml$/.test(name))) {
      const workflow = await readWorkflow(path, hub.git.text(["show", `${trigger.source}:${path}`]));
      const isAsked = trigger.event !== "workflow_dispatch" || trigger.payload.workflow === path;
      if (isAsked && isTriggered(workflow, trigger)) track(execute(newLive(workflow, trigger)));
    }
  };

  const newLive = (workflow: Workflow, trigger: Trigger): Live => {
    const run: Run = {
      id: store.nextId(),
      workflow: workflow.path,
      name: workflow.name,
      event: trigger.event,
      headSha: trigger.headSha,
      headBranch: trigger.headBranch,
      actor: trigger.actor,
      pull: trigger.pull,
      payload: trigger.payload,
      attempt: 1,
      status: "queued",
      conclusion: null,
      createdAt: now(),
      updatedAt: now(),
      jobs: [],
    };
    store.runs.push(run);
    const live = { run, trigger, workflow, results: {}, abort: new AbortController() };
    lives.set(run.id, live);
    return live;
  };

  const contextsOf = (live: Live): Contexts => {
    const { run, trigger, workflow } = live;
    const facts = { id: run.id, attempt: run.attempt, path: workflow.path, name: workflow.name };
    const inputs = trigger.payload.inputs ?? {};
    return { github: githubContext(hub, trigger, facts), vars: options.variables, inputs };
  };

  const execute = async (live: Live): Promise<void> => {
    const { run, workflow } = live;
    const group = concurrencyOf(workflow.concurrency, contextsOf(live));
    const leave = await queues.enter(group, () => live.abort.abort());
    run.status = "in_progress";
    if (leave !== null) await runJobs(live).finally(leave);
    run.status = "completed";
    const ended = Object.values(live.results).map(({ result }) => result);
    const worst = (["cancelled", "failure"] as const).find((one) => ended.includes(one));
    run.conclusion = leave === null ? "cancelled" : (worst ?? "success");
    run.updatedAt = now();
  };

  const runJobs = async (live: Live): Promise<void> => {
    const begun = new Set(Object.keys(live.results));
    const under = new Map<string, Promise<void>>();
    for (;;) {
      for (const [id, spec] of ready(live.workflow.jobs, live.results, begun)) {
        begun.add(id);
        const work = runMatrix(live, { id, spec }).then((result) => {
          live.results[id] = result;
          under.delete(id);
        });
        under.set(id, work);
      }
      if (under.size === 0) return;
      await Promise.race(under.values());
    }
  };

  const runMatrix = async (live: Live, job: { id: string; spec: JobSpec }): Promise<Result> => {
    const { id, spec } = job;
    const needs = needsContext(spec, live.results);
    const contexts = { ...contextsOf(live), needs };
    const standing = standingOf(spec, live.results, live.abort.signal.aborted);
    if (!isWanted(spec, contexts, standing)) {
      return conclude(newJob(live, id), "skipped", {});
    }
    let instances: readonly Readonly<Record<string, unknown>>[];
    try {
      instances = combinations(spec, contexts);
    } catch (error) {
      const record = newJob(live, id);
      record.log = `${error instanceof Error ? error.message : String(error)}\n`;
      return conclude(record, "failure", {});
    }
    const stop = new AbortController();
    const isFast = interpolate(spec.strategy?.["fail-fast"], contexts) !== false;
    const inTurn = newSlots(spec.strategy?.["max-parallel"] ?? instances.length);
    const results = await Promise.all(
      instances.map(async (matrix) => {
        const instance = { id, spec, contexts: { ...contexts, matrix }, stop };
        const each = await inTurn(() => runInstance(live, instance));
        if (isFast && each.result === "failure") stop.abort();
        return each;
      }),
    );
    const order: readonly Conclusion[] = ["failure", "cancelled", "skipped", "success"];
    const result = order.find((one) => results.some((each) => each.result === one)) ?? "success";
    return {
      result,
      outputs: Object.assign({}, ...results.map((each) => each.outputs)) as Result["outputs"],
    };
  };

  const runInstance = async (
    live: Live,
    job: { id: string; spec: JobSpec; contexts: Contexts; stop: AbortController },
  ): Promise<Result> => {
    const record = newJob(live, jobName(job.id, job.spec, job.contexts));
    const own = new AbortController();
    const signal = AbortSignal.any([live.abort.signal, job.stop.signal, own.signal]);
    const leave = await queues.enter(concurrencyOf(job.spec.concurrency, job.contexts), () => own.abort());
    if (leave === null || signal.aborted) {
      leave?.();
      return conclude(record, "cancelled", {});
    }
    const { run, workflow } = live;
    const result = await inSlot(() =>
      runJob(github, options, { run, workflow, record, signal, ...job }),
    ).finally(leave);
    finishCheck(live, record);
    return result;
  };

  const newJob = (live: Live, name: string): Job => {
    const record: Job = {
      id: store.nextId(),
      name,
      attempt: live.run.attempt,
      status: "queued",
      conclusion: null,
      startedAt: now(),
      completedAt: null,
      steps: [],
      log: "",
      summary: "",
      environment: null,
    };
    live.run.jobs.push(record);
    return record;
  };

  /** Every job of a run is a check of its head, as on GitHub. */
  const finishCheck = (live: Live, record: Job): void => {
    const check: CheckRun = {
      id: record.id,
      app: "github-actions",
      name: record.name,
      headSha: live.run.headSha,
      status: "completed",
      conclusion: record.conclusion,
      title: null,
      summary: null,
      text: null,
      externalId: "",
      detailsUrl: `${webOf(hub)}/actions/runs/${live.run.id}/job/${record.id}`,
      startedAt: record.startedAt,
      completedAt: record.completedAt,
    };
    store.checkRuns.push(check);
    const by: Identity = { kind: "job", login: ACTIONS_BOT, permissions: {}, runId: live.run.id };
    reportCheck(hub, by, { check, action: "completed" });
  };

  const onRerun = (runId: number, onlyFailed: boolean): void => {
    const live = lives.get(runId);
    if (live === undefined) return;
    live.run.attempt += 1;
    live.run.conclusion = null;
    live.run.status = "queued";
    live.abort = new AbortController();
    for (const [id, { result }] of Object.entries(live.results)) {
      if (!onlyFailed || result !== "success") delete live.results[id];
    }
    track(execute(live));
  };

  github.setWorkflows({ onEvent, onRerun });
  return {
    tick() {
      const by: Identity = { kind: "person", login: hub.owner };
      onEvent({ name: "schedule", action: null, by, payload: {} }, { schedule: "* * * * *" });
    },
    cancel: (runId) => lives.get(runId)?.abort.abort(),
    async idle() {
      await github.settled();
      while (busy.size > 0) {
        await Promise.all(busy);
        await github.settled();
      }
    },
  };
}
