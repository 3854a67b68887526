import { describe, expect, it } from "vitest";
import type { JsonObject } from "#shared/core/json.ts";
import { prepareForHost } from "#shared/synth/prepare-for-host.ts";

const HOST = { repository: "acme/infra", stack: "logs", account: "123456789012" };
const AWS = {
  allowed_account_ids: ["123456789012"],
  default_tags: [{ tags: { "code:stack": "acme/infra/logs" } }],
};
const bucket = { resource: { aws_s3_bucket: { logs: { bucket: "logs" } } } };
const prepare = (json: JsonObject, more: { region?: string } = {}) =>
  prepareForHost(json, { ...HOST, ...more });

describe("prepareForHost", () => {
  it("leaves nothing of the directory in which a stack was synthesised", () => {
    const synthesised = {
      "//": { metadata: { backend: "local" } },
      provider: { aws: [{ region: "eu-west-1" }] },
      resource: { aws_s3_bucket: { logs: { "//": { metadata: {} }, bucket: "logs" } } },
      terraform: {
        backend: { local: { path: "/tmp/x/terraform.tfstate" } },
        required_providers: { aws: { source: "aws", version: "5.100.0" } },
      },
    };
    expect(prepare(synthesised)).toEqual({
      ...bucket,
      provider: { aws: [{ region: "eu-west-1", ...AWS }] },
      terraform: {
        backend: { local: { path: "terraform.tfstate" } },
        required_providers: { aws: { source: "hashicorp/aws", version: "5.100.0" } },
      },
    });
  });

  it("changes nothing when repeated", () => {
    const once = prepare({ ...bucket, provider: { aws: { region: "eu-west-1" } } });
    expect(prepareForHost(once, HOST)).toEqual(once);
  });

  it("replaces a foreign backend", () => {
    expect(prepare({ terraform: [{ backend: [{ s3: [{ bucket: "x" }] }] }] })).toEqual({
      terraform: { backend: { local: { path: "terraform.tfstate" } } },
    });
  });

  it("holds every provider to the account, whatever it said, and keeps its other tags", () => {
    const aws = [
      {
        allowed_account_ids: ["999999999999"],
        default_tags: { tags: { team: "a", "code:stack": "forged" } },
      },
      { alias: "us", region: "us-east-1" },
    ];
    expect(prepare({ provider: { aws } })).toMatchObject({
      provider: {
        aws: [
          {
            allowed_account_ids: ["123456789012"],
            default_tags: [{ tags: { team: "a", "code:stack": "acme/infra/logs" } }],
          },
          { alias: "us", region: "us-east-1", ...AWS },
        ],
      },
    });
  });

  it("adds the provider that resources use without configuring it", () => {
    expect(prepare(bucket)).toMatchObject({ provider: { aws: [AWS] } });
    expect(prepare({ ...bucket, provider: { aws: { alias: "us" } } })).toMatchObject({
      provider: { aws: [AWS, { alias: "us", ...AWS }] },
    });
    expect(prepare({ resource: { terraform_data: { a: {} } } })).not.toHaveProperty("provider");
  });

  it("gives the environment's region to a provider that names none", () => {
    const aws = [{}, { alias: "us", region: "us-east-1" }];
    expect(prepare({ provider: { aws } }, { region: "eu-west-1" })).toMatchObject({
      provider: { aws: [{ region: "eu-west-1" }, { region: "us-east-1" }] },
    });
  });

  it.each<[string, JsonObject, string]>([
    [
      "a resource that sets the host's tag",
      { resource: { aws_s3_bucket: { a: { tags: { "code:stack": "other" } } } } },
      "synth/tag-reserved",
    ],
    [
      "default tags that are an expression",
      { provider: { aws: { default_tags: { tags: "${local.tags}" } } } },
      "synth/not-preparable",
    ],
    [
      "a resource given twice",
      { resource: [{ a_b: { c: {} } }, { a_b: { c: {} } }] },
      "synth/not-preparable",
    ],
  ])("refuses %s", (_, json, code) => {
    expect(() => prepare(json)).toThrow(expect.objectContaining({ code }));
  });

  it("refuses what is not an object", () => {
    expect(() => prepareForHost([], HOST)).toThrow(expect.objectContaining({ code: "synth/not-preparable" }));
  });
});
