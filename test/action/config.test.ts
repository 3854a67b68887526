import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../action/config.ts";
import type { Context, Hands } from "../../action/hands.ts";
import { runMode } from "../../action/modes.ts";

const SHA = "a".repeat(40);
const PEM = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();

describe("the inputs of the action", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "config-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function read(inputs: Record<string, string>, event: object = {}, env: Record<string, string> = {}) {
    const runner = {
      GITHUB_REPOSITORY: "acme/infra",
      GITHUB_RUN_ID: "7",
      GITHUB_REF_NAME: "main",
      RUNNER_TEMP: folder,
    };
    const all: Record<string, string> = { mode: "plan", ...inputs };
    return readConfig((name) => all[name] ?? "", { ...runner, ...env }, event);
  }

  it("come from the event where they are not given", () => {
    expect(read({}, { pull_request: { number: 12 } })).toMatchObject({ pullRequest: 12, commit: null });
    const push = { before: "b".repeat(40), after: SHA, repository: { default_branch: "trunk" } };
    expect(read({ mode: "apply" }, push)).toMatchObject({
      commit: SHA,
      before: "b".repeat(40),
      defaultBranch: "trunk",
    });
    // What is named by hand stands for itself, and the first push of a branch comes after nothing.
    expect(read({ commit: "c".repeat(40) }, push)).toMatchObject({ commit: "c".repeat(40), before: null });
    expect(read({}, { ...push, before: "0".repeat(40) })).toMatchObject({ commit: SHA, before: null });
  });

  it.each<[string, Record<string, string>, object, Record<string, string>, string]>([
    ["a mode that there is not", { mode: "destroy" }, {}, {}, "action/bad-input"],
    ["no mode", { mode: "" }, {}, {}, "action/bad-input"],
    ["a commit that is cut short", { commit: "abc1234" }, {}, {}, "action/bad-input"],
    ["a branch for a commit", { commit: "main" }, {}, {}, "action/bad-input"],
    ["a pull request that is no number", { "pull-request": "12; rm" }, {}, {}, "action/bad-input"],
    ["stacks that are no array", { stacks: '"notes"' }, {}, {}, "action/bad-input"],
    ["no runner", {}, {}, { GITHUB_REPOSITORY: "" }, "action/bad-input"],
    ["an event that cannot be read", {}, [], {}, "action/bad-input"],
    ["a state key of the wrong length", { "state-key": "c2hvcnQ=" }, {}, {}, "state/bad-key"],
    ["a signing key that is none", { "signing-key": PEM.slice(0, 60) }, {}, {}, "ledger/bad-key"],
  ])("are refused: %s", (_what, inputs, event, env, code) => {
    expect(() => read(inputs, event, env)).toThrow(expect.objectContaining({ code }));
  });

  it.each<[string, Record<string, string>, string]>([
    ["plan without a stack", { mode: "plan", documents: "x", "pull-request": "1" }, "stack"],
    ["plan without documents", { mode: "plan", stack: "notes", "pull-request": "1" }, "documents"],
    ["affected without a commit or pull request", { mode: "affected" }, "commit"],
    ["synth without a commit or pull request", { mode: "synth" }, "commit"],
    ["apply without a commit", { mode: "apply", stack: "notes" }, "commit"],
  ])("are missed before anything is done: %s", async (_what, inputs, name) => {
    const untouched = new Proxy({}, { get: (_target, hand) => expect.fail(String(hand)) });
    await expect(runMode(read(inputs), untouched as Hands, untouched as Context)).rejects.toMatchObject({
      code: "action/bad-input",
      message: `The input ${name} is missing.`,
    });
  });
});
