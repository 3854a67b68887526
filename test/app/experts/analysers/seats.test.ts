import { describe, expect, it } from "vitest";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import type { ResourceChange } from "#shared/core/change-document.ts";
import { Contract } from "#shared/core/contract.ts";
import { keylessSeats } from "../../../../app/experts/analysers/seats.ts";
import { askSeats } from "../../../../app/experts/ask-seats.ts";
import { created, deleted, documentOf } from "../../../support/change.ts";
import { circleOf } from "../../../support/circle.ts";

const { engines } = await shippedPolicies();
const BUCKET = { type: "aws_s3_bucket", name: "invoices" };
const bucket = created("aws_s3_bucket.invoices", { bucket: "invoices", id: "invoices" });
const block = created(
  "aws_s3_bucket_public_access_block.invoices",
  { bucket: "invoices", block_public_acls: true },
  { references: [{ path: "bucket", to: "aws_s3_bucket.invoices" }] },
);
const asked = [{ kind: "exists", id: "bucket", subject: BUCKET }];

async function found(resources: ResourceChange[], promises: unknown[] = asked) {
  const contract = Contract.parse({ version: 1, id: "issue-1", promises, guards: [] });
  const packet = { request: "a bucket", document: documentOf(resources), contract, findings: [] };
  const reviews = await askSeats(
    packet,
    circleOf({ analysers: keylessSeats(engines.contract) }),
    new AbortController().signal,
  );
  return reviews.flatMap((review) => (review.kind === "answered" ? review.findings : []));
}

const security = async (resource: ResourceChange) =>
  (await found([resource])).filter(({ rule }) => rule.startsWith("security/"));

describe("the key-less seats", () => {
  it("say that no model filled them", () => {
    expect(keylessSeats(engines.contract).map(({ duty, by }) => [duty, by])).toEqual([
      ["security", "key-less analyser"],
      ["fidelity", "key-less analyser"],
    ]);
  });

  it("have nothing against what was asked for and the companions it brings", async () => {
    expect(await found([bucket, block])).toEqual([]);
  });
});

describe("the seat of fidelity", () => {
  it("misses what was promised and is not there", async () => {
    const promises = [{ kind: "exists", id: "other", subject: { type: "aws_s3_bucket", name: "other" } }];
    expect(await found([], promises)).toMatchObject([
      { rule: "fidelity/missing", path: "other", status: "fail" },
    ]);
  });

  it("objects to what nobody asked for", async () => {
    const table = created("aws_dynamodb_table.orders", {});
    expect(await found([bucket, table])).toMatchObject([
      { rule: "fidelity/unasked", resource: "aws_dynamodb_table.orders", quoted: ["create"] },
    ]);
  });

  it("objects to a companion of something else", async () => {
    const stray = created(
      "aws_s3_bucket_versioning.other",
      {},
      { references: [{ path: "bucket", to: "aws_s3_bucket.other" }] },
    );
    expect(await found([bucket, stray])).toMatchObject([{ resource: "aws_s3_bucket_versioning.other" }]);
  });

  it("lets companions go with what is removed", async () => {
    const absent = [{ kind: "absent", id: "gone", subject: BUCKET }];
    expect(await found([deleted(bucket), deleted(block)], absent)).toEqual([]);
  });

  it("ignores what does not change", async () => {
    const untouched = created("aws_dynamodb_table.orders", {}, { actions: ["no-op"] });
    expect(await found([bucket, untouched])).toEqual([]);
  });
});

describe("the seat of security", () => {
  const group = (ingress: object) =>
    created("aws_security_group.web", { ingress: [JSON.parse(JSON.stringify(ingress))] });
  const role = (statement: object) =>
    created("aws_iam_role_policy.app", {
      policy: JSON.stringify({ Statement: [{ Effect: "Allow", ...statement }] }),
    });

  it.each([
    ["a web port open to everybody", group({ cidr_blocks: ["0.0.0.0/0"], from_port: 443, to_port: 443 }), []],
    ["ssh open to an office", group({ cidr_blocks: ["203.0.113.0/24"], from_port: 22, to_port: 22 }), []],
    ["ssh open to everybody", group({ cidr_blocks: ["0.0.0.0/0"], from_port: 22, to_port: 22 }), ["high"]],
    [
      "a range around a web port",
      group({ ipv6_cidr_blocks: ["::/0"], from_port: 80, to_port: 443 }),
      ["high"],
    ],
    ["an open way out", created("aws_security_group.web", { egress: [{ cidr_blocks: ["0.0.0.0/0"] }] }), []],
    ["a public list of rights", created("aws_s3_bucket_acl.logs", { acl: "public-read" }), ["high"]],
    ["a private list of rights", created("aws_s3_bucket_acl.logs", { acl: "private" }), []],
    [
      "a block with a hole",
      created("aws_s3_bucket_public_access_block.x", { block_public_acls: false }),
      ["high"],
    ],
    ["one action on everything", role({ Action: "s3:GetObject", Resource: "*" }), []],
    ["a whole service on everything", role({ Action: ["s3:*"], Resource: ["*"] }), ["medium"]],
    ["everything on everything", role({ Action: "*", Resource: "*" }), ["critical"]],
    ["everybody", role({ Principal: { AWS: "*" }, Action: "s3:GetObject" }), ["high"]],
    [
      "everybody of an organisation",
      role({ Principal: "*", Action: "sts:AssumeRole", Condition: { StringEquals: {} } }),
      [],
    ],
    ["a password in plain text", created("aws_db_instance.main", { password: "hunter2-hunter2" }), ["high"]],
    ["a password kept elsewhere", created("aws_db_instance.main", { manage_master_user_password: true }), []],
    [
      "a key by its shape",
      created("aws_lambda_function.f", { environment: [{ variables: { A: `AKIA${"Q".repeat(16)}` } }] }),
      ["high"],
    ],
  ])("judges %s", async (_, resource, severities) => {
    expect((await security(resource)).map(({ severity }) => severity)).toEqual(severities);
  });

  it("does not repeat the secret it found", async () => {
    const [finding] = await security(created("aws_iam_user.x", { path: `AKIA${"Q".repeat(16)}` }));
    expect(JSON.stringify(finding)).not.toContain("AKIA");
  });
});
