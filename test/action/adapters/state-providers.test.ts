import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { lacksProviders } from "../../../action/adapters/state-providers.ts";

const directory = mkdtempSync(join(tmpdir(), "providers-test-"));
mkdirSync(join(directory, ".terraform", "providers", "registry.terraform.io", "hashicorp", "aws"), {
  recursive: true,
});
afterAll(() => rmSync(directory, { recursive: true }));

const stateOf = (...providers: string[]) =>
  Buffer.from(JSON.stringify({ version: 4, resources: providers.map((provider) => ({ provider })) }));
const AWS = 'provider["registry.terraform.io/hashicorp/aws"]';

describe("a provider that only the state names", () => {
  it.each<[string, Uint8Array | null, boolean]>([
    ["no state", null, false],
    ["a state without resources", Buffer.from("{}"), false],
    ["one that is installed", stateOf(AWS), false],
    ["one that is installed, in a module", stateOf(`module.a.${AWS}.west`), false],
    ["one that is built in", stateOf('provider["terraform.io/builtin/terraform"]'), false],
    ["one that is not installed", stateOf(AWS, 'provider["registry.terraform.io/hashicorp/random"]'), true],
  ])("is looked for in the run's directory: %s", async (_, state, expected) => {
    expect(await lacksProviders(directory, state)).toBe(expected);
  });

  it("is refused where the state cannot be read", async () => {
    await expect(lacksProviders(directory, Buffer.from("{"))).rejects.toMatchObject({
      code: "state/unreadable",
    });
  });
});
