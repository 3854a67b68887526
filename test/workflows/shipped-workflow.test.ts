import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readWorkflow } from "../support/runner/workflow.ts";

const read = (name: string) => readFileSync(`.github/workflows/${name}`, "utf8");
/** As `init` fills it in. */
const filled = read("code.yml")
  .replaceAll("CODE_ACTION", `acme/code@${"a".repeat(40)}`)
  .replaceAll("CODE_APPLY_ENVIRONMENT", "production");
const workflow = parse(filled);
const jobs = Object.entries<{ steps: { run?: string; with?: object }[] }>(workflow.jobs);

describe("the workflows", () => {
  it.each([
    ["code.yml", filled],
    ["ci.yml", read("ci.yml")],
  ])("are what GitHub's own parser accepts: %s", async (name, content) => {
    expect(Object.keys((await readWorkflow(name, content)).jobs).length).toBeGreaterThan(0);
  });

  it("pin every action by commit", () => {
    const used = [...`${filled}\n${read("ci.yml")}`.matchAll(/uses: (\S+)/g)].map(([, name]) => name);
    expect(used.length).toBeGreaterThan(5);
    for (const name of used) expect(name).toMatch(/@[0-9a-f]{40}$/);
  });
});

describe("the shipped workflow", () => {
  it("has the five jobs, each with permissions of its own", () => {
    expect(jobs.map(([name]) => name)).toEqual(["affected", "synth", "plan", "apply", "reconcile"]);
    expect(workflow.permissions).toEqual({});
    for (const [, job] of jobs) expect(job).toHaveProperty("permissions");
  });

  it("gives no secret, no token for the cloud and no environment to what reads foreign code", () => {
    for (const name of ["affected", "synth"]) {
      expect(JSON.stringify(workflow.jobs[name])).not.toContain("secrets.");
      expect(workflow.jobs[name].permissions).toEqual({ contents: "read", "pull-requests": "read" });
      expect(workflow.jobs[name]).not.toHaveProperty("environment");
    }
  });

  it("keeps the deployer's keys to the apply environment", () => {
    expect(JSON.stringify(workflow.jobs.plan)).not.toMatch(/CODE_(SIGNING|PUSH)/);
    expect(workflow.jobs.apply.environment).toBe("production");
    expect(workflow.jobs.apply.concurrency).toEqual({
      group: "code-apply-${{ matrix.stack }}",
      "cancel-in-progress": false,
    });
  });

  it("writes no expression into a script, and ignores CODE's own branches", () => {
    for (const [, job] of jobs) {
      for (const step of job.steps) expect(step.run ?? "").not.toContain("${{");
    }
    expect(workflow.on.push["branches-ignore"]).toEqual(["code/**"]);
  });

  it("gives the action only inputs that it has", () => {
    const { inputs } = parse(readFileSync("action.yml", "utf8"));
    for (const [, job] of jobs) {
      for (const step of job.steps) {
        for (const name of Object.keys(step.with ?? {})) expect(Object.keys(inputs)).toContain(name);
      }
    }
  });
});
