import { existsSync, mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { runProcess } from "#shared/adapters/process.ts";
import type { ProcessOptions } from "#shared/core/process.ts";
import { terraformBinary } from "../../../action/adapters/terraform.ts";
import { tool } from "../../support/tools.ts";

const temporary = mkdtempSync(join(tmpdir(), "terraform-test-"));
const environment = { PATH: process.env.PATH ?? "", HOME: temporary };
const terraform = () =>
  terraformBinary({ binary: tool("terraform"), run: runProcess, temporary, environment });
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const CONFIG = {
  terraform: { backend: { local: { path: "terraform.tfstate" } } },
  resource: { terraform_data: { a: { input: "one" }, b: { input: "two" } } },
};
const files = (config: unknown) => ({ "main.tf.json": bytes(config) });
async function begun(config: unknown, state: Uint8Array | null = null) {
  const run = await terraform().open(files(config));
  await run.begin({ state, credentials: {} });
  return run;
}

describe("terraformBinary", () => {
  it("plans, applies that plan, and plans no changes afterwards, in a directory that disappears", async () => {
    const run = await begun(CONFIG);
    expect(statSync(dirname(run.statePath)).mode & 0o777).toBe(0o700);
    const planned = await run.plan();
    expect(JSON.parse(planned.text).resource_changes).toHaveLength(2);
    expect(planned.versions).toEqual({ terraform: expect.stringMatching(/^\d+\.\d+/) });
    const lines: string[] = [];
    let writings = 0;
    const stop = run.watchState(() => {
      writings += 1;
    });
    expect(await run.apply((line) => void lines.push(line))).toEqual({ kind: "applied" });
    expect(lines.some((line) => line.includes("apply_complete"))).toBe(true);
    stop();
    expect(writings).toBeGreaterThan(0);
    const state = await run.state();
    await run.close();
    expect(existsSync(dirname(run.statePath))).toBe(false);

    const next = await begun(CONFIG, state);
    const { resource_changes } = JSON.parse((await next.plan()).text);
    await next.close();
    expect(resource_changes.map((it: { change: { actions: string[] } }) => it.change.actions)).toEqual([
      ["no-op"],
      ["no-op"],
    ]);
  });

  it("refuses with Terraform's own sentence", async () => {
    const run = await begun({ ...CONFIG, resource: { terraform_data: { a: { nonsense: 1 } } } });
    await expect(run.plan()).rejects.toMatchObject({
      code: "plan/terraform-failed",
      message: expect.stringMatching(/nonsense|argument/),
    });
    await run.close();
  });

  it("names a provider that cannot be had", async () => {
    const config = {
      terraform: { required_providers: { x: { source: "localhost:1/none/none", version: "1.0.0" } } },
    };
    const run = await begun(config);
    await expect(run.init()).rejects.toMatchObject({ code: "plan/provider-missing" });
    await run.close();
  });

  it("says what is missing when there is no binary", async () => {
    const none = terraformBinary({ binary: "/nowhere/terraform", run: runProcess, temporary, environment });
    const run = await none.open(files(CONFIG));
    await expect(run.init()).rejects.toMatchObject({ code: "plan/terraform-missing" });
    await run.close();
  });

  it("writes no file but the configuration and its lock", async () => {
    const evil = { "main.tf.json": bytes({}), "../evil.tf": bytes({}) };
    await expect(terraform().open(evil)).rejects.toMatchObject({
      code: "plan/file-not-allowed",
    });
  });

  it("gives Terraform nothing but what it needs, and masks credentials in its words", async () => {
    const seen: (ProcessOptions | undefined)[] = [];
    const diagnostic = { severity: "error", summary: "bad", detail: "key very-secret-value is wrong" };
    const recording = terraformBinary({
      binary: "terraform",
      temporary,
      environment: { PATH: "/bin", HOME: "/h" },
      run: async (_command, _args, options) => {
        seen.push(options);
        return { code: 1, stdout: `no json\n{"diagnostic":${JSON.stringify(diagnostic)}}\n`, stderr: "" };
      },
    });
    const run = await recording.open(files(CONFIG));
    await run.begin({ state: null, credentials: { AWS_SECRET_ACCESS_KEY: "very-secret-value" } });
    await expect(run.plan()).rejects.toMatchObject({
      code: "plan/init-failed",
      message: "bad: key *** is wrong",
    });
    expect(await run.apply(() => undefined)).toEqual({ kind: "failed", message: "bad: key *** is wrong" });
    await run.close();
    expect(Object.keys(seen[0]?.env ?? {}).sort()).toEqual([
      "AWS_SECRET_ACCESS_KEY",
      "CHECKPOINT_DISABLE",
      "HOME",
      "PATH",
      "TF_INPUT",
      "TF_IN_AUTOMATION",
    ]);
  });
});
