import { describe, expect, it } from "vitest";
import { judgeReversibility } from "#shared/checks/reversibility.ts";
import type { ResourceChange } from "#shared/core/change-document.ts";
import type { Json } from "#shared/core/json.ts";
import { created, deleted, documentOf } from "../../../support/change.ts";

const updated = (address: string, before: Json, after: Json) =>
  created(address, after, { before, actions: ["update"] });
const verdictOn = (...resources: ResourceChange[]) =>
  judgeReversibility(documentOf(resources)).at(-1)?.verdict;

const lifecycle = (days: number, rest: Partial<ResourceChange>) =>
  created(
    "aws_s3_bucket_lifecycle_configuration.logs",
    { rule: [{ expiration: [{ days }] }] },
    { references: [{ path: "bucket", to: "aws_s3_bucket.logs" }], ...rest },
  );
const days = (value: number): Json => ({ rule: [{ expiration: [{ days: value }] }] });

describe("judging whether a change can be undone", () => {
  it.each([
    ["a new resource", created("aws_s3_bucket.logs", {}), "reversible"],
    ["an ordinary update", updated("aws_s3_bucket.logs", { tags: {} }, { tags: { a: "b" } }), "reversible"],
    ["deleting what holds nothing", deleted(created("aws_iam_role.app", {})), "reversible"],
    ["deleting what holds data", deleted(created("aws_dynamodb_table.orders", {})), "destructive"],
    [
      "replacing what holds data",
      created("aws_db_instance.a", {}, { actions: ["delete", "create"] }),
      "destructive",
    ],
    [
      "replacing it the other way round",
      created("aws_db_instance.a", {}, { actions: ["create", "delete"] }),
      "destructive",
    ],
    ["deleting what may hold data by its name", deleted(created("google_sql_database.a", {})), "destructive"],
    ["forgetting", created("aws_s3_bucket.logs", {}, { actions: ["forget"], after: null }), "reversible"],
    [
      "upgrading an engine",
      updated("aws_db_instance.a", { engine_version: "15" }, { engine_version: "16" }),
      "impossible",
    ],
    [
      "shrinking storage",
      updated("aws_db_instance.a", { allocated_storage: 50 }, { allocated_storage: 20 }),
      "impossible",
    ],
    [
      "leaving the engine alone",
      updated("aws_db_instance.a", { engine_version: "15" }, { engine_version: "15" }),
      "reversible",
    ],
    [
      "keeping logs shorter",
      updated("aws_cloudwatch_log_group.a", { retention_in_days: 90 }, { retention_in_days: 30 }),
      "destructive",
    ],
    [
      "keeping logs longer",
      updated("aws_cloudwatch_log_group.a", { retention_in_days: 30 }, { retention_in_days: 90 }),
      "reversible",
    ],
    [
      "no longer keeping logs for ever",
      updated("aws_cloudwatch_log_group.a", { retention_in_days: 0 }, { retention_in_days: 365 }),
      "destructive",
    ],
    ["keeping objects shorter", lifecycle(90, { actions: ["update"], before: days(180) }), "destructive"],
    ["keeping objects longer", lifecycle(180, { actions: ["update"], before: days(90) }), "reversible"],
  ])("says of %s", (_, resource, verdict) => {
    expect(verdictOn(resource)).toBe(verdict);
  });

  it("says that a first lifecycle deletes objects of an older bucket, not of a new one", () => {
    const older = created("aws_s3_bucket.logs", {}, { actions: ["no-op"] });
    expect(verdictOn(older, lifecycle(90, {}))).toBe("destructive");
    expect(verdictOn(created("aws_s3_bucket.logs", {}), lifecycle(90, {}))).toBe("reversible");
  });

  it("speaks only of what changes, and gives a reason", () => {
    const untouched = created("aws_s3_bucket.logs", {}, { actions: ["no-op"] });
    expect(judgeReversibility(documentOf([untouched, deleted(created("aws_sqs_queue.jobs", {}))]))).toEqual([
      {
        address: "aws_sqs_queue.jobs",
        verdict: "destructive",
        reason: "it is deleted, and with it the messages in it",
      },
    ]);
  });
});
