import { describe, expect, it } from "vitest";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import { judgeContract, PROMISE_WITHDRAWN } from "#shared/checks/contract.ts";
import { Contract } from "#shared/core/contract.ts";
import type { PolicyEngine } from "#shared/core/policy-engine.ts";
import { created, deleted, documentOf } from "../../../support/change.ts";

const { engines } = await shippedPolicies();

const BUCKET = { type: "aws_s3_bucket", name: "invoices" };
const bucket = created("aws_s3_bucket.invoices", { bucket: "invoices", id: "invoices" });
const lifecycle = created(
  "aws_s3_bucket_lifecycle_configuration.invoices",
  { bucket: "invoices", rule: [{ status: "Enabled", expiration: [{ days: 90 }] }] },
  { references: [{ path: "bucket", to: "aws_s3_bucket.invoices" }] },
);
const RETENTION = { type: lifecycle.type, refersTo: "aws_s3_bucket.invoices" };

function contract(promises: unknown[], rest: object = {}): Contract {
  return Contract.parse({ version: 1, id: "issue-12", promises, guards: [], ...rest });
}

const judge = (resources: Parameters<typeof documentOf>[0], base: Contract[], head: Contract[]) =>
  judgeContract(documentOf(resources), { base, head }, engines.contract);

describe("judging by promises", () => {
  it("finds nothing where every promise holds", async () => {
    const promised = contract([
      { kind: "exists", id: "bucket", subject: BUCKET },
      { kind: "at-least", id: "kept", subject: RETENTION, path: "rule.expiration.days", value: 90 },
    ]);
    expect(await judge([bucket, lifecycle], [promised], [promised])).toEqual([]);
  });

  it("says in words which promise does not hold, and where", async () => {
    const promised = contract([
      { kind: "at-least", id: "kept", subject: RETENTION, path: "rule.expiration.days", value: 91 },
    ]);
    expect(await judge([bucket, lifecycle], [], [promised])).toEqual([
      {
        rule: "contract/at-least",
        severity: "critical",
        status: "fail",
        resource: "aws_s3_bucket_lifecycle_configuration.invoices",
        path: "rule.expiration.days",
        message:
          "Promise issue-12/kept does not hold: rule.expiration.days of every aws_s3_bucket_lifecycle_configuration of aws_s3_bucket.invoices is at least 91.",
        controls: [],
      },
    ]);
  });

  it("holds a later change to the promises of an earlier one", async () => {
    const earlier = contract([{ kind: "exists", id: "bucket", subject: BUCKET }]);
    const later = contract([], { id: "issue-13" });
    const findings = await judge([deleted(bucket)], [earlier], [earlier, later]);
    expect(findings).toMatchObject([{ rule: "contract/exists", status: "fail" }]);
  });

  it("refuses when the engine did not decide every promise", async () => {
    const silent: PolicyEngine = {
      digest: "",
      evaluate: () => Promise.resolve({ findings: [], rules: [] }),
    };
    const promised = contract([{ kind: "exists", id: "bucket", subject: BUCKET }]);
    const judged = judgeContract(documentOf([bucket]), { base: [], head: [promised] }, silent);
    await expect(judged).rejects.toMatchObject({ code: "contract/not-evaluated" });
  });

  it("asks the engine nothing where nothing was promised", async () => {
    expect(await judge([bucket], [], [])).toEqual([]);
  });
});

describe("withdrawing a promise", () => {
  const earlier = contract([{ kind: "exists", id: "bucket", subject: BUCKET }]);

  it.each([
    ["its file is deleted", []],
    [
      "a later request withdraws it by id",
      [earlier, contract([], { id: "x", withdraws: ["issue-12/bucket"] })],
    ],
    [
      "it is replaced by another",
      [contract([{ kind: "exists", id: "bucket", subject: { type: "aws_s3_bucket" } }])],
    ],
  ])("is reported for a code owner when %s", async (_, head) => {
    const findings = await judge([bucket], [earlier], head);
    expect(findings).toMatchObject([
      { rule: PROMISE_WITHDRAWN, severity: "medium", message: expect.stringContaining("issue-12/bucket") },
    ]);
  });

  it("lets happen what the promise had forbidden", async () => {
    const findings = await judge([deleted(bucket)], [earlier], []);
    expect(findings.map((finding) => finding.rule)).toEqual([PROMISE_WITHDRAWN]);
  });
});

describe("guarding one change", () => {
  const only = (...allowed: object[]) => ({ kind: "nothing-else-changes", id: "only", allowed });
  const intact = { kind: "nothing-is-destroyed", id: "intact", except: [] };
  const guarded = (guards: object[], id = "issue-12") => contract([], { id, guards });
  const table = created("aws_dynamodb_table.orders", {});

  it("passes a change of what is allowed", async () => {
    expect(await judge([bucket, lifecycle], [], [guarded([only(BUCKET, RETENTION), intact])])).toEqual([]);
  });

  it("finds what nobody asked for", async () => {
    const findings = await judge([bucket, table], [], [guarded([only(BUCKET)])]);
    expect(findings).toMatchObject([
      { rule: "contract/nothing-else-changes", resource: "aws_dynamodb_table.orders" },
    ]);
  });

  it("finds what would be destroyed, a replacement too", async () => {
    const replaced = created("aws_dynamodb_table.orders", {}, { actions: ["delete", "create"] });
    const findings = await judge([replaced, deleted(bucket)], [], [guarded([intact])]);
    expect(findings.map((finding) => finding.resource)).toEqual([
      "aws_dynamodb_table.orders",
      "aws_s3_bucket.invoices",
    ]);
  });

  it("knows the companions of something removed by the values they had", async () => {
    const gone = [deleted(bucket), deleted(lifecycle)];
    expect(await judge(gone, [], [guarded([only(BUCKET, RETENTION)])])).toEqual([]);
  });

  it("says nothing about a later change", async () => {
    const past = guarded([only(BUCKET), intact]);
    expect(await judge([table], [past], [past])).toEqual([]);
  });

  it("lets each of two requests in one change do what it asked for", async () => {
    const one = guarded([only(BUCKET), intact]);
    const other = guarded([only({ type: "aws_dynamodb_table", name: "orders" })], "issue-13");
    expect(await judge([bucket, deleted(table)], [], [one, other])).toEqual([]);
  });
});
