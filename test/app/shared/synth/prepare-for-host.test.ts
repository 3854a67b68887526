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

  it("holds a Google provider to the project, and labels what it makes", () => {
    const google = { provider: { google: [{ region: "europe-west1", default_labels: { team: "a" } }] } };
    const host = { ...HOST, cloud: "google", account: "acme-prod" } as const;
    const prepared = prepareForHost(google, host);
    expect(prepared).toMatchObject({
      provider: {
        google: [
          {
            region: "europe-west1",
            project: "acme-prod",
            default_labels: {
              team: "a",
              "code-stack": expect.stringMatching(/^acme_infra_logs_[0-9a-f]{8}$/),
            },
          },
        ],
      },
    });
    expect(prepareForHost(prepared, host)).toEqual(prepared);
  });

  it("keeps a label within 63 characters, and different for every stack", () => {
    const label = (stack: string) =>
      JSON.stringify(
        prepareForHost(
          { provider: { google: {} } },
          { ...HOST, cloud: "google", account: "acme-prod", stack },
        ),
      ).match(/"code-stack":"([a-z0-9_-]{1,63})"/)?.[1];
    expect(label(`${"x".repeat(80)}a`)).toBeDefined();
    expect(label(`${"x".repeat(80)}a`)).not.toEqual(label(`${"x".repeat(80)}b`));
  });

  it("holds an Azure provider to the subscription, and writes nothing of AWS", () => {
    const account = "00000000-0000-0000-0000-000000000001";
    const azure = { resource: { azurerm_resource_group: { a: { name: "a", location: "westeurope" } } } };
    expect(prepareForHost(azure, { ...HOST, cloud: "azure", account, region: "westeurope" })).toMatchObject({
      provider: { azurerm: [{ features: [{}], subscription_id: account }] },
    });
  });

  it("leaves a cluster's provider as it is", () => {
    const cluster = { provider: { kubernetes: [{}] } };
    expect(prepareForHost(cluster, { ...HOST, cloud: "kubernetes", account: "prod" })).toMatchObject(cluster);
  });

  it.each<[string, JsonObject, "aws" | "google" | "kubernetes"]>([
    ["a bucket of AWS in a Google project", bucket, "google"],
    ["a provider of AWS beside a cluster", { provider: { aws: {} } }, "kubernetes"],
    ["a bucket of Google in an AWS account", { resource: { google_storage_bucket: { a: {} } } }, "aws"],
  ])("refuses %s: no account would guard it", (_, json, cloud) => {
    expect(() => prepareForHost(json, { ...HOST, cloud })).toThrow(
      expect.objectContaining({ code: "synth/other-cloud" }),
    );
  });

  it("refuses what is not an object", () => {
    expect(() => prepareForHost([], HOST)).toThrow(expect.objectContaining({ code: "synth/not-preparable" }));
  });
});
