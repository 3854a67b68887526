import { describe, expect, it } from "vitest";
import { TypedChange } from "#shared/core/typed-change.ts";
import { emitChange } from "../../../app/emit/emit-change.ts";
import { CATALOGUE } from "../../support/catalogue.ts";

const PATH = "stacks/jobs/jobs.ts";
const STACK = `import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

export class JobsStack extends TerraformStack {
  readonly dead: SqsQueue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const tags = { team: "a" };

    // Where the failed go.
    this.dead = new SqsQueue(this, "dead", { name: "dead", tags });

    new SqsQueue(this, "jobs", {
      ...{ delaySeconds: 1 },
      name: "jobs", // the name
    });

    new TerraformOutput(this, "size", { value: "1" });
  }
}
`;

function emit(operations: unknown[], files: Record<string, string> = {}): string {
  const read = (path: string) => files[path] ?? (path === PATH ? STACK : null);
  const change = TypedChange.parse({ stack: "jobs", title: "Change the jobs", operations });
  const provider = { name: "aws", region: "eu-west-1" };
  return emitChange({ change, catalogue: CATALOGUE, folder: "stacks/jobs", provider, read })[PATH] ?? "";
}
const edit = (address: string, more: object) => ({ kind: "edit", address, ...more });
const set = (address: string, path: string, value: unknown) => edit(address, { set: [{ path, value }] });
const added = (text: string) => text.split("\n").filter((line) => !STACK.split("\n").includes(line));

describe("an edit of a hand-written stack", () => {
  it("names what deployed resources were called", () => {
    const text = emit([{ kind: "rename", address: "aws_sqs_queue.jobs", name: "work" }]);
    expect(added(text)).toEqual([
      '    new SqsQueue(this, "work", {',
      '    this.addOverride("moved", [',
      '      { from: "aws_sqs_queue.jobs", to: "aws_sqs_queue.work" },',
      "    ]);",
    ]);
  });

  it("joins a second move to the first", () => {
    const first = emit([{ kind: "rename", address: "aws_sqs_queue.jobs", name: "work" }]);
    const second = emit([{ kind: "moved", from: "aws_sqs_queue.old", to: "aws_sqs_queue.dead" }], {
      [PATH]: first,
    });
    expect(second).toContain(
      'to: "aws_sqs_queue.work" }, { from: "aws_sqs_queue.old", to: "aws_sqs_queue.dead" },',
    );
  });

  it("writes what an edit refers to above the construct that is edited, and its comment", () => {
    const text = emit([
      { kind: "create", type: "aws_kms_key", name: "key", arguments: {} },
      set("aws_sqs_queue.dead", "kms_master_key_id", { $ref: "aws_kms_key.key.id" }),
    ]);
    expect(text).toContain(
      'const key = new KmsKey(this, "key", {});\n\n    // Where the failed go.\n    this.dead',
    );
    expect(text).toContain('{ name: "dead", tags, kmsMasterKeyId: key.id }');
  });

  it("refers to a property of the class", () => {
    const text = emit([{ kind: "output", name: "dead", value: { $ref: "aws_sqs_queue.dead.arn" } }]);
    expect(text).toContain("value: this.dead.arn,");
  });

  it("edits outputs, too", () => {
    expect(added(emit([set("output.size", "value", "2")]))).toEqual([
      '    new TerraformOutput(this, "size", { value: "2" });',
    ]);
  });

  it.each<[string, object, RegExp]>([
    [
      "a constant that feeds more",
      set("aws_sqs_queue.dead", "tags.team", "b"),
      /:13: its present value is an expression/,
    ],
    ["what a spread may bring", set("aws_sqs_queue.jobs", "delay_seconds", 5), /spread/],
    [
      "what is made further below",
      set("aws_sqs_queue.dead", "name", { $ref: "aws_sqs_queue.jobs.name" }),
      /made after/,
    ],
    [
      "a name that is taken",
      { kind: "rename", address: "aws_sqs_queue.jobs", name: "dead" },
      /exists already/,
    ],
    [
      "a property of the class away",
      { kind: "remove", address: "aws_sqs_queue.dead" },
      /property of the stack/,
    ],
    [
      "an element of what is no list",
      edit("aws_sqs_queue.jobs", { append: [{ path: "name", value: "x" }] }),
      /no written-out list/,
    ],
  ])("refuses %s", (_, operation, reason) => {
    expect(() => emit([operation])).toThrow(reason);
  });

  it.each<[string, string]>([
    ["twice", 'new JobsStack(app, "a");\nnew JobsStack(app, "b");'],
    ["in a loop", 'for (const name of ["a"]) new JobsStack(app, name);'],
  ])("refuses a stack that is made %s", (_, text) => {
    const files = { "stacks/jobs/main.ts": `import { App } from "cdktf";\nconst app = new App();\n${text}` };
    expect(() => emit([set("aws_sqs_queue.jobs", "name", "x")], files)).toThrow(/main\.ts:\d/);
  });
});
