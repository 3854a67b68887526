import type { Outcome, Result } from "./attempt.ts";
import { partOf } from "./tasks.ts";

const OUTCOMES: readonly Outcome[] = ["passed", "intent", "plan", "schema", "refused"];

/** Passes by difficulty and part, and where the others ended. */
export function printTables(results: readonly Result[]): void {
  const levels = [...new Set(results.map(({ task }) => task.difficulty))].sort();
  const rows = levels.map((level) => ({
    difficulty: level,
    ...counts(results.filter(({ task }) => task.difficulty === level)),
  }));
  console.table(rows);
  console.table((["even", "odd"] as const).map((part) => ({ part, ...counts(ofPart(results, part)) })));
}

function ofPart(results: readonly Result[], part: "even" | "odd"): Result[] {
  return results.filter(({ task }) => partOf(task.index) === part);
}

function counts(results: readonly Result[]) {
  const total = results.length;
  const ended = OUTCOMES.map(
    (outcome) => [outcome, results.filter((one) => one.outcome === outcome).length] as const,
  );
  return {
    total,
    ...Object.fromEntries(ended),
    "pass@1": percent(passedOf(results), total),
    plans: percent(plannedOf(results), total),
  };
}

export function passedOf(results: readonly Result[]): number {
  return results.filter(({ outcome }) => outcome === "passed").length;
}

/** Share of the tasks that at least one sample passes. */
export function passedAtK(samples: readonly (readonly Result[])[]): number {
  const tasks = new Set(samples.flat().map(({ task }) => task.index));
  const passed = new Set(
    samples.flat().flatMap(({ task, outcome }) => (outcome === "passed" ? [task.index] : [])),
  );
  return passed.size / tasks.size;
}

export function plannedOf(results: readonly Result[]): number {
  return results.filter(({ planned }) => planned).length;
}

export function shareOf(results: readonly Result[], part: "even" | "odd"): number | null {
  const some = ofPart(results, part);
  return some.length === 0 ? null : passedOf(some) / some.length;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} %`;
}

export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
}
