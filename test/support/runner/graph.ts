import { asText, type Contexts, interpolate, isTrue, type Standing } from "./expressions.ts";
import { type JobSpec, needsOf } from "./workflow.ts";

export type Conclusion = "success" | "failure" | "cancelled" | "skipped";

/** What a job of the file came to, all instances of its matrix together. */
export interface Result {
  readonly result: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
}
export type Results = Readonly<Record<string, Result>>;

/** Jobs whose needs are all concluded and that have none yet themselves. */
export function ready(jobs: Readonly<Record<string, JobSpec>>, results: Results, begun: ReadonlySet<string>) {
  return Object.entries(jobs).filter(
    ([id, job]) => !begun.has(id) && needsOf(job).every((need) => results[need] !== undefined),
  );
}

/** The `needs` context and how the needed jobs, and theirs, have ended. */
export function needsContext(job: JobSpec, results: Results): Record<string, Result | undefined> {
  return Object.fromEntries(needsOf(job).map((need) => [need, results[need]]));
}

export function standingOf(job: JobSpec, results: Results, cancelled: boolean): Standing {
  const needed = needsOf(job).map((need) => results[need]?.result);
  return { failed: needed.some((result) => result !== "success"), cancelled };
}

export function isWanted(job: JobSpec, contexts: Contexts, standing: Standing): boolean {
  return isTrue(job.if, contexts, standing);
}

type Combination = Readonly<Record<string, unknown>>;

/** The instances of a job. A matrix that comes from an output is read as JSON by its own `fromJSON`. */
export function combinations(job: JobSpec, contexts: Contexts): readonly Combination[] {
  if (job.strategy?.matrix === undefined) return [{}];
  const matrix = interpolate(job.strategy.matrix, contexts) as Record<string, unknown>;
  const { include, exclude, ...axes } = matrix;
  let all: Combination[] = Object.keys(axes).length === 0 ? [] : [{}];
  for (const [name, values] of Object.entries(axes)) {
    if (!Array.isArray(values)) throw new Error(`Matrix vector '${name}' is not an array`);
    if (values.length === 0) throw new Error(`Matrix vector '${name}' does not contain any values`);
    all = all.flatMap((one) => values.map((value: unknown) => ({ ...one, [name]: value })));
  }
  const excluded = (exclude ?? []) as Combination[];
  const kept = all.filter(
    (one) => !excluded.some((rule) => Object.keys(rule).every((key) => rule[key] === one[key])),
  );
  return [...kept, ...((include ?? []) as Combination[])];
}

/** `plan (invoices)` where the file gives no name. */
export function jobName(id: string, job: JobSpec, contexts: Contexts): string {
  if (job.name !== undefined) return asText(interpolate(job.name, contexts));
  const values = Object.values((contexts.matrix ?? {}) as Combination).map(asText);
  return values.length === 0 ? id : `${id} (${values.join(", ")})`;
}

export interface Concurrency {
  readonly group: string;
  readonly cancelInProgress: boolean;
  /** GitHub keeps one waiting run a group, and drops the one before it, unless all are to wait. */
  readonly keepsAll: boolean;
}

export function concurrencyOf(spec: unknown, contexts: Contexts): Concurrency | null {
  if (spec === undefined || spec === null) return null;
  const stated = interpolate(typeof spec === "string" ? { group: spec } : spec, contexts) as Record<
    string,
    unknown
  >;
  return {
    group: asText(stated.group).toLowerCase(),
    cancelInProgress: stated["cancel-in-progress"] === true,
    keepsAll: stated.queue === "max",
  };
}
