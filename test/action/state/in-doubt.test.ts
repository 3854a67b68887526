import { describe, expect, it } from "vitest";
import { inDoubt, settle } from "../../../action/state/in-doubt.ts";
import { hasFinished, type Journal, journalFromPlan, noteLine } from "../../../action/state/journal.ts";
import type { ImportProbe } from "../../../app/shared/core/cloud.ts";
import type { Json } from "../../../app/shared/core/json.ts";
import { RUN, stateFile } from "../../support/state.ts";

const change = (address: string, actions: string[], after: Json = {}, mode = "managed"): Json => ({
  address,
  mode,
  type: address.split(".")[0] ?? "",
  change: { actions, after },
});

const line = (type: string, addr: string, more: { action?: string; id_value?: string } = {}) =>
  JSON.stringify({ "@level": "info", type, hook: { resource: { addr }, action: "create", ...more } });

function journal(changes: Json[], lines: string[] = []): Journal {
  return lines.reduce(noteLine, journalFromPlan({ resource_changes: changes }, RUN));
}

describe("the journal of an apply", () => {
  it("starts with everything the plan will do, and what it knows of its names", () => {
    const planned = journal([
      change("aws_s3_bucket.a", ["create"], { bucket: "acme-a", arn: null }),
      change("aws_s3_bucket.b", ["update"], { bucket: "acme-b" }),
      change("aws_vpc.c", ["delete", "create"]),
      change("aws_vpc.d", ["delete"], null),
      change("aws_vpc.e", ["no-op"]),
      change("data.aws_vpc.f", ["read"], {}, "data"),
    ]);
    expect(planned.entries.map(({ address, action, identity }) => [address, action, identity])).toEqual([
      ["aws_s3_bucket.a", "create", { bucket: "acme-a" }],
      ["aws_s3_bucket.b", "update", { bucket: "acme-b" }],
      ["aws_vpc.c", "replace", {}],
      ["aws_vpc.d", "delete", {}],
    ]);
  });

  it.each([
    ["apply_start", false],
    ["apply_complete", true],
    ["apply_errored", true],
    ["apply_progress", false],
  ])("is worth a version of its own after %s: %s", (type, expected) => {
    const before = journal([change("aws_vpc.a", ["create"])]);
    expect(hasFinished(before, noteLine(before, line(type, "aws_vpc.a")))).toBe(expected);
  });

  it.each([
    ["started", [line("apply_start", "aws_vpc.a")], "started", null],
    [
      "completed with its id",
      [line("apply_complete", "aws_vpc.a", { id_value: "vpc-1" })],
      "completed",
      "vpc-1",
    ],
    ["errored", [line("apply_errored", "aws_vpc.a")], "errored", null],
    [
      "not moved by the deletion in a replacement",
      [line("apply_complete", "aws_vpc.a", { action: "delete" })],
      "planned",
      null,
    ],
    ["not moved by another resource", [line("apply_start", "aws_vpc.b")], "planned", null],
    ["not moved by what is not JSON", ['{"type":"apply_start"', "plain text"], "planned", null],
  ])("follows a resource that is %s", (_, lines, progress, id) => {
    expect(journal([change("aws_vpc.a", ["create"])], lines).entries).toMatchObject([{ progress, id }]);
  });
});

describe("what is in doubt after a kill", () => {
  const changes = [
    change("aws_s3_bucket.saved", ["create"], { bucket: "saved" }),
    change("aws_s3_bucket.done", ["create"], { bucket: "done" }),
    change("aws_s3_bucket.begun", ["create"], { bucket: "begun" }),
    change("aws_s3_bucket.gone", ["delete"], null),
    change("aws_s3_bucket.changed", ["update"], { bucket: "changed" }),
  ];

  it("is what was to be made and is not in the state, started or not", () => {
    const doubtful = inDoubt(journal(changes), stateFile(1, ["saved"]));
    expect(doubtful.map(({ address }) => address)).toEqual(["aws_s3_bucket.done", "aws_s3_bucket.begun"]);
    expect(inDoubt(journal(changes), null)).toHaveLength(3);
  });

  const settled = async (
    made: Json[],
    {
      tagged = [],
      lines = [],
      probe = null,
    }: { tagged?: string[]; lines?: string[]; probe?: ImportProbe | null },
  ) => {
    const cloud = { withTag: async () => tagged };
    const inquiry = {
      journal: journal(made, lines),
      state: stateFile(1, ["saved"]),
      tag: "acme/infra/invoices",
    };
    return await settle({ ...inquiry, cloud, probe });
  };
  const one = async (...args: Parameters<typeof settled>) => (await settled(...args)).settled[0]?.outcome;
  const probeSaying = (kind: "found" | "absent" | "unanswered"): ImportProbe => ({
    lookUp: async ({ id }) => ({ kind, answer: `said of ${id}` }),
  });
  const bucket = [change("aws_s3_bucket.begun", ["create"], { bucket: "begun" })];
  const vpc = [change("aws_vpc.a", ["create"])];
  const vpcArn = (id: string) => `arn:aws:ec2:eu-west-1:123456789012:vpc/${id}`;

  it("imports what carries the stack's tag under the planned name", async () => {
    expect(await one(bucket, { tagged: ["arn:aws:s3:::begun"] })).toMatchObject({
      kind: "import",
      id: "begun",
    });
  });

  it.each([
    ["found", { kind: "import", id: "begun" }],
    ["absent", { kind: "absent", answer: "begun: said of begun" }],
    ["unanswered", { kind: "named", answer: "begun: said of begun" }],
  ] as const)("asks the provider where the tag index is silent: %s", async (kind, expected) => {
    expect(await one(bucket, { probe: probeSaying(kind) })).toMatchObject(expected);
  });

  it("names what nobody could be asked about", async () => {
    expect(await one(bucket, {})).toMatchObject({ kind: "named" });
    expect(await one(vpc, {})).toMatchObject({ kind: "named" });
  });

  it("imports by the id that the provider said before the run died", async () => {
    const lines = [line("apply_complete", "aws_vpc.a", { id_value: "vpc-7" })];
    expect(await one(vpc, { lines, tagged: [vpcArn("vpc-6"), vpcArn("vpc-7")] })).toMatchObject({
      id: "vpc-7",
    });
  });

  it("takes a nameless object only when it is the single one of a single claimant", async () => {
    expect(await one(vpc, { tagged: [vpcArn("vpc-1")] })).toMatchObject({ kind: "import", id: "vpc-1" });
    expect(await one(vpc, { tagged: [vpcArn("vpc-1"), vpcArn("vpc-2")] })).toMatchObject({ kind: "named" });
    const two = [...vpc, change("aws_vpc.b", ["create"])];
    expect(await one(two, { tagged: [vpcArn("vpc-1")] })).toMatchObject({ kind: "named" });
  });

  it("says that a setting of its parent cannot be left over", async () => {
    expect(await one([change("aws_s3_bucket_versioning.a", ["create"])], {})).toMatchObject({
      kind: "setting",
    });
  });

  it("reports what carries the tag and belongs to nothing", async () => {
    const tagged = ["arn:aws:s3:::saved", "arn:aws:s3:::begun", vpcArn("vpc-9")];
    expect((await settled(bucket, { tagged })).strays).toEqual([vpcArn("vpc-9")]);
  });
});
