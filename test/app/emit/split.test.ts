import { beforeAll, describe, expect, it } from "vitest";
import type { Synthesiser } from "#shared/core/synthesiser.ts";
import { TypedChange } from "#shared/core/typed-change.ts";
import type { Value } from "#shared/core/value.ts";
import { checkDecompiled, checkEditProved } from "#shared/synth/edit-proved.ts";
import { emitChange } from "../../../app/emit/emit-change.ts";
import { CATALOGUE } from "../../support/catalogue.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { realSynthesiser } from "../../support/synthesiser.ts";

let synthesiser: Synthesiser;
beforeAll(async () => {
  synthesiser = await realSynthesiser();
});

const FOLDER = "stacks/shop";
type Files = Record<string, string>;

function emitted(operations: readonly unknown[], files: Files = {}, stack = "shop") {
  const change = TypedChange.parse({ stack, title: "Change the shop", operations });
  const folder = `stacks/${stack}`;
  const provider = { name: "aws", region: "eu-west-1" };
  const read = (path: string) => files[path] ?? null;
  return { change, files: emitChange({ change, catalogue: CATALOGUE, folder, provider, read }) };
}

const synth = (files: Files) => synthesiser.synthesise({ files, stack: "shop", stackPath: FOLDER });

function create(type: string, name: string, given: Record<string, Value>) {
  return { kind: "create", type, name, arguments: given };
}

const ref = (path: string) => ({ $ref: path });
const buckets = (count: number) =>
  Array.from({ length: count }, (_, index) => create("aws_s3_bucket", `b${index}`, { bucket: `b-${index}` }));
const NUMBERS = [
  ...["delay_seconds", "max_message_size", "message_retention_seconds"],
  ...["visibility_timeout_seconds", "receive_wait_time_seconds"],
];
const queue = (lines: number) =>
  create("aws_sqs_queue", "jobs", Object.fromEntries(NUMBERS.slice(0, lines).map((name) => [name, 2048])));

const SHOP = [
  ...buckets(70),
  queue(1),
  create("aws_vpc", "main", { cidr_block: "10.0.0.0/16" }),
  create("aws_security_group", "app", { vpc_id: ref("aws_vpc.main.id") }),
  create("aws_iam_role", "app", {
    assume_role_policy: { $json: { Resource: ref("aws_s3_bucket.b1.arn") } },
  }),
  create("aws_lambda_function", "jobs", { function_name: "jobs", role: ref("aws_iam_role.app.arn") }),
  { kind: "variable", name: "size", type: "number" },
  { kind: "provider", provider: "aws", alias: "west", arguments: { region: "us-west-2" } },
  { ...create("aws_sns_topic", "far", { name: "far" }), provider: "aws.west" },
  { kind: "output", name: "network", value: ref("aws_vpc.main.id") },
];
const SPLIT = emitted(SHOP).files;
const file = (name: string) => `${FOLDER}/${name}.ts`;

describe("a new stack", () => {
  it.each([
    ["300 lines stays one file", 4, ["main", "shop"]],
    ["301 lines is split by topic", 5, ["data", "main", "messaging", "shop"]],
  ])("of %s", (_, lines, names) => {
    const { files } = emitted([...buckets(70), queue(lines)]);
    expect(Object.keys(files).sort()).toEqual(names.map(file));
  });

  it("of one topic stays one file, however long", () => {
    expect(Object.keys(emitted(buckets(100)).files).sort()).toEqual(["main", "shop"].map(file));
  });

  it("has a file of its own besides a topic of its name", () => {
    const { files } = emitted([...buckets(70), queue(5)], {}, "data");
    const names = ["data-part", "data", "main", "messaging"].map((name) => `stacks/data/${name}.ts`);
    expect(Object.keys(files).sort()).toEqual(names);
    expect(files["stacks/data/data.ts"]).toContain('import { addData } from "./data-part.ts";');
  });

  it("keeps in its own file what a reader wants first", () => {
    expect(SPLIT[file("shop")]).toMatchInlineSnapshot(`
      "import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
      import { TerraformOutput, TerraformStack } from "cdktf";
      import type { Construct } from "constructs";
      import { addCompute } from "./compute.ts";
      import { addData } from "./data.ts";
      import { addMessaging } from "./messaging.ts";
      import { addNetwork } from "./network.ts";
      import { addSettings } from "./settings.ts";

      export class ShopStack extends TerraformStack {
        constructor(scope: Construct, id: string) {
          super(scope, id);

          new AwsProvider(this, "aws", { region: "eu-west-1" });

          const settings = addSettings(this);
          const network = addNetwork(this);
          const data = addData(this);
          addMessaging(this, settings);
          addCompute(this, data);

          new TerraformOutput(this, "network", {
            value: network.main.id,
          });
        }
      }
      "
    `);
  });

  it("has what refers to a later topic stand with that", () => {
    expect(SPLIT[file("data")]).toContain("IamRole");
    expect(SPLIT[file("network")]).toContain("vpcId: main.id");
    expect(SPLIT[file("compute")]).toContain("role: data.app.arn");
  });

  it("means in Terraform what it said, under the same addresses", async () => {
    const { change, files } = emitted(SHOP);
    const json = await synth(files);
    expect(refusalOf(() => checkDecompiled(json, change))).toBeNull();
    expect(json).toMatchObject({
      resource: {
        aws_lambda_function: { jobs: { role: "${aws_iam_role.app.arn}" } },
        aws_sqs_queue: { jobs: {} },
        aws_sns_topic: { far: { provider: "aws.west" } },
      },
    });
  });
});

const KEY = create("aws_kms_key", "logs", {});
const set = (address: string, path: string, value: Value) => ({
  kind: "edit",
  address,
  set: [{ path, value }],
});

describe("an edit of a split stack", () => {
  it.each([
    ["changes the file that makes it", [set("aws_s3_bucket.b3", "bucket", "c")], ["data"]],
    [
      "writes what it refers to beside it",
      [set("aws_sqs_queue.jobs", "kms_master_key_id", ref("aws_kms_key.logs.id")), KEY],
      ["messaging"],
    ],
    [
      "puts what is new into the stack's own file",
      [create("aws_sns_topic", "near", { name: ref("aws_lambda_function.jobs.function_name") })],
      ["shop"],
    ],
    ["takes away what nothing uses", [{ kind: "remove", address: "aws_s3_bucket.b3" }], ["data"]],
    [
      "takes away what only what goes away uses",
      [
        { kind: "remove", address: "aws_lambda_function.jobs" },
        { kind: "remove", address: "aws_iam_role.app" },
      ],
      ["compute", "data"],
    ],
    [
      "moves what gets another name in the stack's own file",
      [{ kind: "rename", address: "aws_sqs_queue.jobs", name: "tasks" }],
      ["messaging", "shop"],
    ],
    ["lets go in the stack's own file", [{ kind: "removed", address: "aws_s3_bucket.b3" }], ["data", "shop"]],
  ])("%s", async (_, operations, names) => {
    const { change, files } = emitted(operations, SPLIT);
    expect(Object.keys(files).sort()).toEqual(names.map(file));
    const [before, after] = [await synth(SPLIT), await synth({ ...SPLIT, ...files })];
    expect(refusalOf(() => checkEditProved(before, after, change))).toBeNull();
    expect(after).not.toEqual(before);
  });

  it("changes one line where one value changes", () => {
    const { files } = emitted([set("aws_s3_bucket.b3", "bucket", "c")], SPLIT);
    const before = SPLIT[file("data")]?.split("\n") ?? [];
    const after = files[file("data")]?.split("\n") ?? [];
    expect(after.filter((line, index) => line !== before[index])).toEqual(['    bucket: "c",']);
  });

  it.each([
    [
      "something that its file is not given",
      set("aws_s3_bucket.b3", "bucket", ref("aws_sqs_queue.jobs.name")),
      "data.ts is not given it",
    ],
    [
      "the removal of what another file uses",
      { kind: "remove", address: "aws_vpc.main" },
      "aws_vpc.main is still used here",
    ],
    [
      "the removal of what its own file uses",
      { kind: "remove", address: "aws_iam_role.app" },
      "aws_iam_role.app is still used here",
    ],
  ])("is refused for %s", (_, operation, reason) => {
    expect(() => emitted([operation], SPLIT)).toThrow(reason);
  });

  it("does not follow a function that is called twice, or has no scope", () => {
    const shop = SPLIT[file("shop")] ?? "";
    const twice = shop.replace("    const network", "    addData(this);\n    const network");
    const edit = [set("aws_s3_bucket.b3", "bucket", "c")];
    expect(() => emitted(edit, { ...SPLIT, [file("shop")]: twice })).toThrow("does not make");
    const data = (SPLIT[file("data")] ?? "").replace("scope: Construct", "scope: unknown");
    expect(() => emitted(edit, { ...SPLIT, [file("data")]: data })).toThrow("does not make");
  });
});
