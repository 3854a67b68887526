import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Json } from "#shared/core/json.ts";
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

const PATH = "stacks/invoices";
const changeOf = (operations: unknown[]) =>
  TypedChange.parse({ stack: "invoices", title: "Change the invoices", operations });
const emit = (change: TypedChange, files: Record<string, string> = {}) => ({
  ...files,
  ...emitChange({
    change,
    catalogue: CATALOGUE,
    folder: PATH,
    provider: { name: "aws", region: "eu-west-1" },
    read: (path) => files[path] ?? null,
  }),
});
const synth = (files: Record<string, string>) =>
  synthesiser.synthesise({ files, stack: "invoices", stackPath: PATH });

const create = (type: string, name: string, values: Record<string, Value>, more: object = {}) => ({
  kind: "create",
  type,
  name,
  arguments: values,
  ...more,
});
const BUCKET = create("aws_s3_bucket", "invoices", { bucket: "acme-invoices" });
const LIFECYCLE = create("aws_s3_bucket_lifecycle_configuration", "invoices", {
  bucket: { $ref: "aws_s3_bucket.invoices.id" },
  rule: [{ id: "expire", status: "Enabled", expiration: [{ days: 90 }] }],
});

describe("a typed change, emitted and synthesised", () => {
  it("means in Terraform what it said", async () => {
    const change = changeOf([
      LIFECYCLE,
      BUCKET,
      create("aws_availability_zones", "all", {}, { mode: "data" }),
      create("aws_subnet", "class", {
        vpc_id: { $ref: "aws_vpc.main.id" },
        availability_zone: { $ref: "data.aws_availability_zones.all.names.0" },
        cidr_block: "10.0.0.0/24",
      }),
      create("aws_vpc", "main", { cidr_block: "10.0.0.0/16", tags: { "a ${b}": "${c}" } }),
      create(
        "aws_iam_role",
        "app",
        {
          name: { $template: ["cost$", { $ref: "aws_vpc.main.id" }, "-$", "{x}"] },
          assume_role_policy: {
            $json: { Statement: [{ Effect: "Allow", Resource: { $ref: "aws_s3_bucket.invoices.arn" } }] },
          },
        },
        { dependsOn: ["aws_subnet.class"] },
      ),
    ]);
    const json = await synth(emit(change));
    expect(refusalOf(() => checkDecompiled(json, change))).toBeNull();
    expect(json).toMatchObject({
      resource: {
        aws_subnet: {
          class: {
            availability_zone: expect.stringMatching(/^\$\{data\.aws_availability_zones\.all\.names/),
          },
        },
        aws_iam_role: { app: { depends_on: ["aws_subnet.class"] } },
      },
    });
  });

  it("never lets a literal become an expression, wherever it stands", async () => {
    const nasty = fc
      .array(
        fc.constantFrom(
          "${",
          "%{",
          "$",
          "%",
          "{",
          "}",
          '"',
          "\\",
          "`",
          "\n",
          "\r",
          "'",
          "file(1)",
          "$${",
          "x",
          "é",
          "~",
          "\u2028",
        ),
        { maxLength: 6 },
      )
      .map((parts) => parts.join(""));
    const samples = fc.sample(fc.tuple(nasty, nasty, nasty), { numRuns: 120, seed: 7 });
    const ref = { $ref: "aws_s3_bucket.invoices.arn" };
    const roles = samples.map(([a, b, c], index) =>
      create("aws_iam_role", `r${index}`, {
        description: a,
        name: { $template: [`${a}-`, ref, b, c] },
        tags: { [`k${b}`]: c },
        assume_role_policy: { $json: { [`k${a}`]: b, list: [c, ref, { $template: [`${b}.`, ref, a] }] } },
        path: { $json: { [`k${a}`]: [b, c] } },
      }),
    );
    const change = changeOf([BUCKET, ...roles]);
    const json = await synth(emit(change));
    expect(refusalOf(() => checkDecompiled(json, change))).toBeNull();
  });

  it("proves an edit of a hand-written stack, and shows what else would change", async () => {
    const files = emit(changeOf([BUCKET, LIFECYCLE]));
    const before = await synth(files);
    const change = changeOf([
      {
        kind: "edit",
        address: "aws_s3_bucket_lifecycle_configuration.invoices",
        set: [{ path: "rule.0.expiration.0.days", value: 180 }],
      },
      {
        kind: "edit",
        address: "aws_s3_bucket.invoices",
        set: [{ path: "tags", value: { team: "a" } }],
        unset: ["bucket"],
      },
    ]);
    const after = await synth(emit(change, files));
    expect(refusalOf(() => checkEditProved(before, after, change))).toBeNull();

    const other = changeOf([{ kind: "edit", address: "aws_s3_bucket.invoices", unset: ["bucket"] }]);
    expect(() => checkEditProved(before, after, other)).toThrow(
      expect.objectContaining({ code: "synth/not-as-written" }),
    );
  });
});

describe("checkEditProved", () => {
  const stack = (resource: Json, more: object = {}): Json => ({ resource, ...more }) as Json;
  const bucket = (values: Json) => stack({ aws_s3_bucket: { invoices: values } });
  const change = changeOf([BUCKET]);

  it.each<[string, Json]>([
    ["a literal that became an expression", bucket({ bucket: '${file("x")}' })],
    [
      "an expression where the value is right but the reference is not",
      bucket({ bucket: "${aws_s3_bucket.b.id}" }),
    ],
    ["an argument that nobody asked for", bucket({ bucket: "acme-invoices", acl: "public-read" })],
    ["a missing argument", bucket({})],
    ["a further resource", stack({ aws_s3_bucket: { invoices: { bucket: "acme-invoices" }, b: {} } })],
    ["a missing resource", stack({})],
    [
      "an output that nobody asked for",
      stack({ aws_s3_bucket: { invoices: { bucket: "acme-invoices" } } }, { output: { x: { value: "1" } } }),
    ],
  ])("refuses %s", (_, json) => {
    expect(() => checkDecompiled(json, change)).toThrow(
      expect.objectContaining({ code: "synth/not-as-written" }),
    );
  });

  it("refuses a change outside of what is declared", () => {
    const nothing = changeOf([]);
    expect(() =>
      checkEditProved(stack({}), stack({}, { module: { x: { source: "./x" } } }), nothing),
    ).toThrow(/the rest of the stack/);
  });

  it("refuses the same address twice", () => {
    const twice = changeOf([BUCKET, BUCKET]);
    expect(() => checkDecompiled(bucket({ bucket: "acme-invoices" }), twice)).toThrow(
      expect.objectContaining({ code: "synth/duplicate-address" }),
    );
  });
});
