import { describe, expect, it } from "vitest";
import { packedCatalogues } from "#shared/adapters/catalogue.ts";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { judgeContract } from "#shared/checks/contract.ts";
import { judgePolicies } from "#shared/checks/policy.ts";
import { documentFromSynth } from "#shared/synth/document-from-synth.ts";
import { writeChange } from "../../../app/author/write-change.ts";
import { compileContract } from "../../../app/intent/compile-contract.ts";
import { readRequest } from "../../../app/intent/read-request.ts";
import { terraformJson } from "../../support/terraform-json.ts";
import { PARAPHRASES } from "../intent/paraphrases/all.ts";

const catalogue = catalogueOf(packedCatalogues());
const { engines, manifest } = await shippedPolicies();

async function judged(text: string) {
  const read = readRequest(text, { existing: [] });
  if (read.kind !== "understood") throw new Error(JSON.stringify(read));
  const change = writeChange({ stack: "main", region: "eu-west-1", wishes: read.wishes, existing: [] });
  const document = documentFromSynth(null, terraformJson(change.operations), catalogue);
  const contract = compileContract(read.wishes, { id: "request", existing: [] });
  const findings = await judgePolicies(document, engines.gate, manifest);
  const broken = await judgeContract(document, { base: [], head: [contract] }, engines.contract);
  const failed = [...findings, ...broken].filter(({ status }) => status === "fail");
  return failed.map(({ rule, resource }) => `${rule} ${resource}`);
}

describe("writeChange", () => {
  it.each([
    "a bucket for receipts",
    "a log group for search",
    "a table for orders keyed by id",
    "a security group for web",
    "a vpc called core with two public subnets and flow logs",
    "an instance called worker",
    "an iam role called worker for ec2",
  ])("gives what every policy and the request's own contract pass: %s", async (text) => {
    expect(await judged(text)).toEqual([]);
  });

  it.each([
    ["a public bucket", "s3/public_access_blocked"],
    ["a bucket for receipts without versioning", "s3/versioned"],
    ["a table for orders keyed by id without backups", "dynamodb/recoverable"],
    ["a log group for search kept forever", "logs/retention_set"],
    ["a security group for web with ssh from anywhere", "network/no_world_ingress"],
    ["an instance called worker with an unencrypted disk", "ec2/volumes_encrypted"],
    ["an iam role called worker for ec2 with administrator access", "iam/no_admin_policy"],
  ])("writes what was asked and leaves the judgement to the policies: %s", async (text, rule) => {
    const failed = await judged(text);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.filter((one) => !one.startsWith(`${rule} `))).toEqual([]);
  });

  it("keeps the promises of every paraphrase", async () => {
    for (const { creates } of PARAPHRASES) {
      for (const [text] of creates) {
        const broken = (await judged(text)).filter(
          (one) => one.includes(".json") || one.startsWith("contract/"),
        );
        expect(broken, text).toEqual([]);
      }
    }
  });
});
