import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runProcess } from "#shared/adapters/process.ts";
import { readTree } from "#shared/adapters/read-tree.ts";
import { DEFAULT_PROFILE } from "#shared/checks/static-gate/default-profile.ts";
import { gateTerraformJson } from "#shared/checks/static-gate/gate.ts";
import type { ProcessResult } from "#shared/core/process.ts";
import { prepareForHost } from "#shared/synth/prepare-for-host.ts";
import { readProvider } from "../../app/cli/catalogue-build.ts";
import { CATALOGUE } from "../support/catalogue.ts";
import { startProvider } from "../support/provider/start.ts";
import { realSynthesiser } from "../support/synthesiser.ts";

type Terraform = (...args: string[]) => Promise<ProcessResult>;

/** Terraform in a directory of its own that holds this document, with the stand-in in the provider's place. */
async function withStandIn(provider: string, json: string, work: (terraform: Terraform) => Promise<void>) {
  const configuration = readProvider(`node_modules/@cdktf/provider-${provider}`).fields;
  const standIn = await startProvider(provider, CATALOGUE, configuration);
  const cwd = mkdtempSync(join(tmpdir(), "stack-"));
  try {
    writeFileSync(join(cwd, "main.tf.json"), json);
    const env = { PATH: process.env.PATH ?? "", TF_REATTACH_PROVIDERS: standIn.reattach };
    await work((...args) => runProcess("terraform", [...args, "-no-color"], { cwd, env }));
  } finally {
    standIn.stop();
    rmSync(cwd, { recursive: true });
  }
}

const HOST = { repository: "acme/infrastructure" };
/** What each provider is held to. */
const PLACES = {
  azurerm: { cloud: "azure", account: "00000000-0000-4000-8000-000000000001" },
  google: { cloud: "google", account: "acme-prod" },
  kubernetes: { cloud: "kubernetes", account: "prod" },
} as const;
/** Terraform says by 0 that nothing would change, and by 2 that something would. */
const NOTHING = 0;
const CHANGES = 2;

async function synthesised(stack: string, provider: keyof typeof PLACES): Promise<string> {
  const stackPath = `stacks/${stack}`;
  const synthesiser = await realSynthesiser();
  const files = await readTree(".", stackPath);
  const json = await synthesiser.synthesise({ files, stack, stackPath });
  return JSON.stringify(prepareForHost(json, { ...HOST, ...PLACES[provider], stack }), null, 2);
}

describe("a reference stack, offline shape check and not a provider's plan", () => {
  it.each([
    ["invoices-azure", "azurerm", 4],
    ["invoices-google", "google", 3],
    ["shop-kubernetes", "kubernetes", 4],
  ] as const)(
    "%s passes the gate, and Terraform plans it, applies it, and plans nothing more",
    async (stack, provider, count) => {
      const json = await synthesised(stack, provider);
      expect(gateTerraformJson({ bytes: Buffer.from(json), profile: DEFAULT_PROFILE })).toEqual([]);

      await withStandIn(provider, json, async (terraform) => {
        const plan = () => terraform("plan", "-input=false", "-detailed-exitcode");
        expect(await terraform("init", "-input=false")).toMatchObject({ code: 0 });
        const first = await plan();
        expect(first).toMatchObject({ code: CHANGES, stderr: "" });
        expect(first.stdout).toContain(`Plan: ${count} to add, 0 to change, 0 to destroy.`);
        expect(await terraform("apply", "-auto-approve", "-input=false")).toMatchObject({ code: 0 });
        expect(await plan()).toMatchObject({ code: NOTHING });
        const destroyed = await terraform("destroy", "-auto-approve", "-input=false");
        expect(destroyed.stdout).toContain(`Destroy complete! Resources: ${count} destroyed.`);
      });
    },
  );

  it("is refused where its shape is not the provider's", async () => {
    const spoiled = (await synthesised("shop-kubernetes", "kubernetes")).replace(
      '"replicas": "3"',
      '"replica": "3"',
    );
    await withStandIn("kubernetes", spoiled, async (terraform) => {
      await terraform("init", "-input=false");
      const refused = await terraform("validate");
      expect(refused).toMatchObject({ code: 1 });
      expect(refused.stderr).toContain('No argument or block type is named "replica"');
    });
  });
});
