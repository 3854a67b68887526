import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { fillWorkflow } from "#shared/settings/fill-workflow.ts";
import { interpolate } from "../support/runner/expressions.ts";
import { combinations, jobName } from "../support/runner/graph.ts";
import { readWorkflow } from "../support/runner/workflow.ts";

const read = (name: string) => readFileSync(`.github/workflows/${name}`, "utf8");
const shipped = read("code.yml");
const ACTION = `acme/code@${"a".repeat(40)}`;
const filled = fillWorkflow(shipped, { action: ACTION, environment: "live" });
const workflow = parse(filled);
const jobs = Object.entries<{ steps: { run?: string; with?: object }[] }>(workflow.jobs);

describe("the workflows", () => {
  it.each([
    ["code.yml", shipped],
    ["code.yml, filled in", filled],
    ["ci.yml", read("ci.yml")],
  ])("are what GitHub's own parser accepts: %s", async (name, content) => {
    expect(Object.keys((await readWorkflow(name, content)).jobs).length).toBeGreaterThan(0);
  });

  it("pin every action by commit", () => {
    const used = [...`${shipped}\n${filled}\n${read("ci.yml")}`.matchAll(/uses: (\S+)/g)].map(
      ([, name]) => name,
    );
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
    expect(workflow.jobs.apply.environment).toBe("${{ matrix.environment }}");
    expect(workflow.jobs.reconcile.environment).toBe("live");
    expect(workflow.jobs.apply.concurrency).toEqual({
      group: "code-apply-${{ matrix.stack }}",
      "cancel-in-progress": false,
    });
  });

  it("applies each stack in the environment that the settings give it", () => {
    const spec = workflow.jobs.apply;
    const matrix = JSON.stringify([
      { stack: "network", environment: "live" },
      { stack: "trial", environment: "sandbox" },
    ]);
    const contexts = { needs: { affected: { outputs: { matrix } } } };
    const instances = combinations(spec, contexts).map((one) => ({ ...contexts, matrix: one }));
    expect(instances.map((one) => interpolate(spec.environment, one))).toEqual(["live", "sandbox"]);
    expect(instances.map((one) => jobName("apply", spec, one))).toEqual(["apply (network)", "apply (trial)"]);
  });

  it.each([
    ["an action without a full commit", shipped, "acme/code@v1"],
    ["a workflow that is filled in already", filled, ACTION],
  ])("is not filled in with %s", (_what, text, action) => {
    const fill = () => fillWorkflow(text, { action, environment: "live" });
    expect(fill).toThrow(expect.objectContaining({ code: "settings/workflow" }));
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
