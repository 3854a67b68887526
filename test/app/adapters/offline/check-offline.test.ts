import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runProcess } from "#shared/adapters/process.ts";
import type { JsonObject } from "#shared/core/json.ts";
import { offlineChecker, type Reattach } from "../../../../app/adapters/offline/check-offline.ts";
import { startRandom } from "../../../support/provider/random.ts";
import type { StandInProvider } from "../../../support/provider/start.ts";
import { tool } from "../../../support/tools.ts";

const never = new AbortController().signal;
const asked: string[] = [];
let standIn: StandInProvider;
beforeAll(async () => {
  standIn = await startRandom();
});
afterAll(() => standIn.stop());

const check = offlineChecker({
  terraform: tool("terraform"),
  run: runProcess,
  wrap: ({ settings, command }) => [
    ...["env", "-i", ...Object.entries(settings).map(([name, value]) => `${name}=${value}`)],
    ...command,
  ],
  async provider(source) {
    asked.push(source.name);
    return source.name.endsWith("/random") ? (JSON.parse(standIn.reattach) as Reattach) : null;
  },
});

const stack = (resource: JsonObject, more: JsonObject = {}): JsonObject => ({
  terraform: {
    required_providers: { random: { source: "hashicorp/random", version: "3.7.2" } },
    backend: { local: { path: "terraform.tfstate" } },
  },
  resource,
  ...more,
});
const failing = {
  lifecycle: {
    precondition: [{ condition: '${terraform.workspace == "other"}', error_message: "Never so." }],
  },
};

describe("the offline check", () => {
  it("passes what Terraform validates and plans, without init, backend or state", async () => {
    expect(await check(stack({ random_pet: { a: { length: 2 } } }), never)).toEqual({ kind: "passed" });
    expect(asked).toEqual(["registry.terraform.io/hashicorp/random"]);
  });

  it.each([
    ["an argument that does not exist", { random_pet: { a: { lenght: 2 } } }, "lenght"],
    ["a value of another type", { random_pet: { a: { length: "two" } } }, "length"],
    ["a reference to nothing", { random_pet: { a: { prefix: "${random_pet.none.id}" } } }, "none"],
  ])("names resource and words of %s", async (_, resource, word) => {
    const said = await check(stack(resource), never);
    expect(said).toMatchObject({
      ...{ kind: "failed", phase: "validate" },
      findings: [{ rule: "terraform/validate", resource: "random_pet.a", status: "fail" }],
    });
    expect(JSON.stringify(said)).toContain(word);
  });

  it("says what would mend it where Terraform does", async () => {
    const said = await check(stack({ random_pet: { a: { seperator: "-" } } }), never);
    expect(said).toMatchObject({ findings: [{ path: "seperator", suggestion: "separator" }] });
  });

  it("tells what only the plan shows from what the validation shows", async () => {
    const said = await check(stack({ random_pet: { a: { length: 2, ...failing } } }), never);
    expect(said).toMatchObject({
      ...{ kind: "failed", phase: "plan" },
      findings: [{ rule: "terraform/plan", resource: "random_pet.a" }],
    });
    expect(JSON.stringify(said)).toContain("Never so.");
  });

  it("is skipped, by name, where the provider is missing", async () => {
    const json = stack({}, { terraform: { required_providers: { aws: { source: "hashicorp/aws" } } } });
    const reason = "registry.terraform.io/hashicorp/aws is not on this machine";
    expect(await check(json, never)).toEqual({ kind: "skipped", reason });
  });

  it("is skipped where Terraform ends without a word that can be read", async () => {
    const mute = offlineChecker({
      ...{ terraform: "/bin/false", run: runProcess, provider: async () => ({}) },
      wrap: ({ command }) => [...command],
    });
    expect(await mute(stack({}), never)).toMatchObject({ kind: "skipped" });
    expect(await mute(null, never)).toMatchObject({ kind: "skipped" });
  });

  it("is skipped where Terraform takes too long", async () => {
    const slow = offlineChecker({
      ...{ terraform: "/bin/sh", run: runProcess, provider: async () => ({}), timeoutMs: 50 },
      wrap: () => ["sleep", "20"],
    });
    expect(await slow(stack({}), never)).toMatchObject({ reason: "sleep did not end within 50 ms." });
  });
});
