import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Json } from "#shared/core/json.ts";
import { tool } from "../../support/tools.ts";

/** What the task's policy says of a plan: silence is no pass. */
export type Grade = "passed" | "failed" | "silent" | "broken";

/** Passed when the policy yields at least one boolean and every boolean is true; an undefined rule is absent, not true. */
export async function grade(rego: string, plan: Json): Promise<Grade> {
  const folder = mkdtempSync(join(tmpdir(), "grade-"));
  const [policy, input] = [join(folder, "policy.rego"), join(folder, "plan.json")];
  writeFileSync(policy, rego);
  writeFileSync(input, JSON.stringify(plan));
  // Policies that name the version import it; all others are written for the one before.
  const version = /^\s*import\s+rego\.v1/m.test(rego) ? [] : ["--v0-compatible"];
  const args = ["eval", ...version, "--format", "json", "--data", policy, "--input", input, "data"];
  try {
    const { stdout } = await promisify(execFile)(tool("opa"), args, { maxBuffer: 1 << 26 });
    return verdictOf(booleansIn(JSON.parse(stdout).result?.[0]?.expressions?.[0]?.value ?? null));
  } catch {
    return "broken";
  }
}

function verdictOf(leaves: readonly boolean[]): Grade {
  if (leaves.length === 0) return "silent";
  return leaves.every(Boolean) ? "passed" : "failed";
}

function booleansIn(value: Json): boolean[] {
  if (typeof value === "boolean") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(booleansIn);
}
