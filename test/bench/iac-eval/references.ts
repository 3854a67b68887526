import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Result } from "./attempt.ts";
import { grade } from "./grade.ts";
import type { Task } from "./tasks.ts";

/** The grader's own check: the stored plans of the references, each by its own policy. */
export async function gradeReferences(tasks: readonly Task[], plans: string): Promise<Result[]> {
  const results: Result[] = [];
  for (const task of tasks) {
    const file = join(plans, `${String(task.row).padStart(3, "0")}.json`);
    if (!existsSync(file)) continue;
    const plan = JSON.parse(readFileSync(file, "utf8"));
    const detail = await grade(task.rego_intent, plan);
    results.push({ task, outcome: detail === "passed" ? "passed" : "intent", planned: true, detail });
  }
  return results;
}
