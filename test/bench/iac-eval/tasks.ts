import { readFileSync } from "node:fs";
import { z } from "zod";
import { parseJson } from "#shared/core/parse.ts";

const Task = z.object({
  row: z.number(),
  difficulty: z.number(),
  resources: z.string(),
  prompt: z.string(),
  /** What the benchmark's authors say that the prompt asks for. */
  intent: z.string().optional(),
  rego_intent: z.string(),
  /** A program that does it. */
  reference_hcl: z.string().optional(),
});

/** One task of IaC-Eval, with its place in the file: rules are written over the even places alone. */
export type Task = z.infer<typeof Task> & { readonly index: number };
export type Part = "even" | "odd";

/** The tasks of a file of JSON lines, all or those of one part. */
export function readTasks(file: string, part: Part | undefined): Task[] {
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const tasks = lines.map((line, index) => ({ ...parseJson(Task, line, "bench/task-unreadable"), index }));
  return part === undefined ? tasks : tasks.filter(({ index }) => partOf(index) === part);
}

export function partOf(index: number): Part {
  return index % 2 === 0 ? "even" : "odd";
}
