import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runProcess } from "#shared/adapters/process.ts";
import { findSandbox } from "#shared/adapters/sandbox.ts";
import type { JsonObject } from "#shared/core/json.ts";
import type { RunProcess } from "#shared/core/process.ts";
import { offlineHands } from "../../../../app/adapters/offline/offline-hands.ts";
import { providerMirror } from "../../../demo/tools.ts";
import { tool } from "../../../support/tools.ts";

const never = new AbortController().signal;
const plugins = providerMirror() ?? "no mirror of providers";
const terraform = tool("terraform");
const sandbox = await findSandbox(runProcess);
const place = process.env.TMPDIR;
const root = mkdtempSync(join(tmpdir(), "offline-hands-"));
process.env.TMPDIR = root;
process.env.AWS_SECRET_ACCESS_KEY = "not-for-a-provider";
const hands = offlineHands({ plugins, terraform, searchPath: "" }, { sandbox, run: runProcess });
afterAll(() => {
  hands.stop();
  delete process.env.AWS_SECRET_ACCESS_KEY;
  process.env.TMPDIR = place;
  rmSync(root, { recursive: true });
});

const stack = (more: JsonObject): JsonObject => ({
  terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
  provider: { aws: [{ region: "eu-west-1" }] },
  ...more,
});
const BUCKET = { resource: { aws_s3_bucket: { a: { bucket: "invoices-of-acme" } } } };

/** What runs as a provider of these hands, by number: their folder stands in its environment. */
function processes(): string[] {
  const isOurs = (number: string) =>
    textOf(`/proc/${number}/cmdline`).includes("terraform-provider-aws") &&
    textOf(`/proc/${number}/environ`).includes(root);
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && isOurs(name));
}

/** Empty for a process that has just ended. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

describe("offline hands", { timeout: 120_000 }, () => {
  it("plan with the provider's own binary, which sees no secret and no network", async () => {
    expect(await hands.check(stack(BUCKET), never)).toEqual({ kind: "passed" });
    const [number = ""] = processes();
    expect(textOf(`/proc/${number}/environ`)).toContain("HOME=");
    expect(textOf(`/proc/${number}/environ`)).not.toContain("not-for-a-provider");
    const asked = stack({ data: { aws_caller_identity: { me: {} } }, ...BUCKET });
    const reason = "data.aws_caller_identity.me can be read in its cloud only";
    expect(await hands.check(asked, never)).toEqual({ kind: "skipped", reason });
  });

  it("decide nothing where the provider dies in the middle of a round, and start it again once that is noticed", async () => {
    const run: RunProcess = async (...call) => {
      const running = runProcess(...call);
      for (const number of processes()) process.kill(Number(number), "SIGKILL");
      return running;
    };
    const dying = offlineHands({ plugins, terraform, searchPath: "" }, { sandbox, run });
    expect(await dying.check(stack(BUCKET), never)).toMatchObject({ kind: "skipped" });
    dying.stop();
    await expect.poll(processes).toEqual([]);
    // Its own provider died too: until its end is noticed, a round decides nothing.
    const again = () => hands.check(stack(BUCKET), never);
    await expect.poll(again, { timeout: 60_000 }).toEqual({ kind: "passed" });
  });

  it("leave no process and no file behind", async () => {
    hands.stop();
    await expect.poll(processes).toEqual([]);
    expect(readdirSync(root)).toEqual([]);
  });

  it.each([
    ["no folder with providers", { plugins: undefined, terraform }, "CODE_TERRAFORM_PLUGINS"],
    ["no Terraform", { plugins, terraform: "/nowhere/terraform" }, "terraform was not found at /nowhere"],
    ["no such provider", { plugins: root, terraform }, "hashicorp/aws is not on this machine"],
  ])("say what is missing where there is %s", async (_, given, reason) => {
    const { check, stop } = offlineHands({ ...given, searchPath: "" }, { sandbox, run: runProcess });
    expect(await check(stack(BUCKET), never)).toEqual({
      kind: "skipped",
      reason: expect.stringContaining(reason),
    });
    stop();
  });
});
