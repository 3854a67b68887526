import { describe, expect, it } from "vitest";
import { packedCatalogues } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import type { Operation } from "#shared/core/typed-change.ts";
import type { Value } from "#shared/core/value.ts";
import { emitChange } from "../../../app/emit/emit-change.ts";

const catalogue = catalogueOf(packedCatalogues());
const PATH = "stacks/invoices/invoices.ts";

function emit(operations: Operation[], text: string | null = null): Record<string, string> {
  return emitChange({
    change: { stack: "invoices", title: "Change", operations, assumptions: [], questions: [] },
    catalogue,
    folder: "stacks/invoices",
    provider: { name: "aws", region: "eu-west-1" },
    read: (path) => (path === PATH ? text : null),
  });
}

function create(type: string, name: string, args: Record<string, Value>): Operation {
  return { kind: "create", mode: "managed", type, name, arguments: args, dependsOn: [] };
}

function set(address: string, path: string, value: Value): Operation {
  return { kind: "edit", address, set: [{ path, value }], unset: [] };
}

const BUCKET = create("aws_s3_bucket", "invoices", { bucket: "acme-invoices" });
const VERSIONING = create("aws_s3_bucket_versioning", "invoices", {
  bucket: { $ref: "aws_s3_bucket.invoices.id" },
  versioning_configuration: { status: "Enabled" },
});

/** Hand-written around the edges: comments, odd spacing, an unrelated construct. */
const STACK = `// Owned by finance.
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

export class InvoicesStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // The archive of the auditors.
    new S3Bucket(this, "archive", {
      bucket:   "acme-archive", // odd spacing stays
      forceDestroy: false,
    });

    new CloudwatchLogGroup(this, "app", { retentionInDays: 30 });
  }
}
`;

describe("a new stack", () => {
  it("reads as a person would have written it", () => {
    expect(
      emit([VERSIONING, BUCKET])[PATH],
    ).toBe(`import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning/index.js";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

export class InvoicesStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new AwsProvider(this, "aws", { region: "eu-west-1" });

    const invoices = new S3Bucket(this, "invoices", {
      bucket: "acme-invoices",
    });

    new S3BucketVersioningA(this, "aws_s3_bucket_versioning.invoices", {
      bucket: invoices.id,
      versioningConfiguration: { status: "Enabled" },
    }).overrideLogicalId("invoices");
  }
}
`);
  });

  it("has a main of app, stack and synth", () => {
    expect(emit([BUCKET])["stacks/invoices/main.ts"]).toContain(
      'new InvoicesStack(app, "invoices");\napp.synth();',
    );
  });

  it.each([
    ["an expression", "${file(1)}", '"$${file(1)}"'],
    ["a directive", "%{ if true }", '"%%{ if true }"'],
    ["quotes", 'say "hi"', '"say \\"hi\\""'],
  ])("writes a literal with %s as text", (_, literal, text) => {
    expect(emit([create("aws_s3_bucket", "x", { bucket: literal })])[PATH]).toContain(`bucket: ${text},`);
  });

  it("refuses resources that refer to each other", () => {
    const circle = [
      create("aws_s3_bucket", "a", { bucket: { $ref: "aws_s3_bucket.b.id" } }),
      create("aws_s3_bucket", "b", { bucket: { $ref: "aws_s3_bucket.a.id" } }),
    ];
    expect(() => emit(circle)).toThrow(expect.objectContaining({ code: "emit/circular" }));
  });
});

describe("an edit", () => {
  const lines = (text: string): string[] => text.split("\n");

  it("replaces one literal and leaves every other byte", () => {
    const after = emit([set("aws_s3_bucket.archive", "force_destroy", true)], STACK)[PATH] ?? "";
    expect(after).toBe(STACK.replace("forceDestroy: false", "forceDestroy: true"));
  });

  it("adds a missing attribute behind its neighbours", () => {
    const after = emit([set("aws_s3_bucket.archive", "object_lock_enabled", true)], STACK)[PATH] ?? "";
    expect(after).toBe(
      STACK.replace("forceDestroy: false,\n", "forceDestroy: false,\n      objectLockEnabled: true,\n"),
    );
  });

  it("adds to an object that stands on one line", () => {
    const after = emit([set("aws_cloudwatch_log_group.app", "skip_destroy", true)], STACK)[PATH] ?? "";
    expect(after).toContain("{ retentionInDays: 30, skipDestroy: true }");
  });

  it.each([
    ["CRLF", STACK.replaceAll("\n", "\r\n")],
    ["a byte order mark", `\uFEFF${STACK}`],
  ])("keeps %s", (_, text) => {
    const after = emit([set("aws_s3_bucket.archive", "object_lock_enabled", true)], text)[PATH] ?? "";
    const added = lines(after).filter((line) => !lines(text).includes(line));
    expect(added).toEqual([expect.stringContaining("objectLockEnabled")]);
    expect(after.replace(`${added[0]}\n`, "")).toBe(text);
  });

  it("imports what the new value needs, and declares what it refers to", () => {
    const policy = { $json: { Resource: { $ref: "aws_s3_bucket.archive.arn" } } };
    const after = emit([set("aws_cloudwatch_log_group.app", "name", policy)], STACK)[PATH] ?? "";
    expect(after).toContain('import { TerraformStack, Fn } from "cdktf";');
    expect(after).toContain("const archive = new S3Bucket(");
    expect(after).toContain("name: Fn.jsonencode({ Resource: archive.arn })");
  });

  it("takes an attribute out with its line", () => {
    const operation: Operation = {
      kind: "edit",
      address: "aws_s3_bucket.archive",
      set: [],
      unset: ["force_destroy"],
    };
    expect(emit([operation], STACK)[PATH]).toBe(STACK.replace("      forceDestroy: false,\n", ""));
  });

  it("gives a variable to a construct that something new refers to", () => {
    const versioning = create("aws_s3_bucket_versioning", "archive", {
      bucket: { $ref: "aws_s3_bucket.archive.id" },
      versioning_configuration: { status: "Enabled" },
    });
    const after = emit([versioning], STACK)[PATH] ?? "";
    expect(after).toContain('const archive = new S3Bucket(this, "archive", {');
    expect(after).toContain("bucket: archive.id,");
    expect(after).toContain('s3-bucket/index.js";\nimport { S3BucketVersioningA }');
  });

  it("removes a construct with its comment and its import", () => {
    const after = emit([{ kind: "remove", address: "aws_s3_bucket.archive" }], STACK)[PATH] ?? "";
    expect(after).not.toMatch(/S3Bucket|auditors/);
    expect(after).toContain("// Owned by finance.");
    expect(after).toContain("CloudwatchLogGroup(this");
  });
});

describe("what cannot be edited safely", () => {
  const loop = STACK.replace(
    "    new S3Bucket(this",
    '    for (const name of ["archive"]) new S3Bucket(this',
  );

  it.each([
    ["a resource made in a loop", loop, 12],
    ["a value that is an expression", STACK.replace("forceDestroy: false", "forceDestroy: isTest()"), 14],
    ["a spread configuration", STACK.replace("forceDestroy: false,", "...defaults,"), 12],
    [
      "a resource that is overridden later",
      STACK.replace("    new S3Bucket", "    const a = new S3Bucket").replace(
        "    new Cloud",
        "    a.addOverride(1);\n    new Cloud",
      ),
      17,
    ],
  ])("is %s: refused by file and line", (_, text, line) => {
    const edit = () => emit([set("aws_s3_bucket.archive", "force_destroy", true)], text);
    expect(edit).toThrow(
      expect.objectContaining({ code: "emit/cannot-edit", details: { file: PATH, line } }),
    );
  });

  it("is a resource that something else still uses", () => {
    const used = STACK.replace("    new S3Bucket", "    const a = new S3Bucket").replace(
      "retentionInDays: 30",
      "name: a.id",
    );
    const remove = () => emit([{ kind: "remove", address: "aws_s3_bucket.archive" }], used);
    expect(remove).toThrow(/aws_s3_bucket.archive is still used here/);
  });

  it("is a resource that the stack does not have", () => {
    const edit = () => emit([set("aws_vpc.none", "cidr_block", "10.0.0.0/8")], STACK);
    expect(edit).toThrow(expect.objectContaining({ code: "emit/not-found" }));
  });
});
