import { describe, expect, it } from "vitest";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import { judgeContract } from "#shared/checks/contract.ts";
import type { ResourceChange } from "#shared/core/change-document.ts";
import { plainJson } from "#shared/core/json.ts";
import { writeByRules } from "../../../../app/author/rulebook/write.ts";
import { compileByWords } from "../../../../app/intent/by-words/compile.ts";
import { created, documentOf } from "../../../support/change.ts";
import { KNOWN } from "../../../support/known.ts";

const { engines } = await shippedPolicies();

/** What the key-less author writes, as resources with the references of its values. */
function written(request: string): ResourceChange[] {
  const packet = { stack: "shop", region: "eu-west-1", request, wishes: [], existing: [], catalogue: [] };
  return writeByRules(packet, KNOWN).operations.flatMap((one) => {
    if (one.kind !== "create" || one.mode !== "managed") return [];
    const after = plainJson(one.arguments);
    return [created(`${one.type}.${one.name}`, after, { references: referencesIn(one.arguments) })];
  });
}

function referencesIn(settings: Readonly<Record<string, unknown>>) {
  return Object.entries(settings).flatMap(([path, value]) =>
    [...JSON.stringify(value).matchAll(/"\$ref":"([a-z0-9_]+\.[\w-]+)\./g)].map(([, to = ""]) => ({
      path,
      to,
    })),
  );
}

describe("a change of the key-less author", () => {
  it.each([
    'an SQS queue named "orders" with a delay of 30 seconds',
    "a VPC with two subnets and an internet gateway",
    "an SNS topic and a kinesis stream",
    "a load balancer with a target group",
    "an EFS file system with a mount target",
    'a DynamoDB table with a hash key named "id"',
    "a MySQL database instance with 100 GB",
    "a redshift cluster with a subnet group",
  ])("keeps what %j promises", async (request) => {
    const contract = compileByWords({ request, id: "issue-1", cloud: "aws", standing: [] }, KNOWN);
    const findings = await judgeContract(
      documentOf(written(request)),
      { base: [], head: [contract] },
      engines.contract,
    );
    expect(contract.promises.length).toBeGreaterThan(0);
    expect(findings.map(({ message, resource }) => `${resource} ${message}`)).toEqual([]);
  });
});
