import { describe, expect, it } from "vitest";
import type { Cloud } from "#shared/core/clouds.ts";
import { compileContract } from "../../../app/intent/compile-contract.ts";
import { readRequest } from "../../../app/intent/read-request.ts";

function wishes(text: string, cloud: Cloud) {
  const read = readRequest(text, { existing: [], cloud });
  if (read.kind !== "understood") throw new Error(JSON.stringify(read));
  return read.wishes;
}

describe("readRequest", () => {
  it.each([
    ["a queue called orders kept 7 days", "queue", "orders", { retentionDays: 7 }],
    ["a message queue called orders without a dead letter queue", "queue", "orders", { deadLetters: false }],
    ["a secret called payment-key", "secret", "payment_key", {}],
    ["a PostgreSQL database for the ledger", "postgres", "ledger", {}],
    ["a postgres database called ledger with 64 GB of storage", "postgres", "ledger", { disk: 64 }],
    ["a postgres database called ledger, version 15", "postgres", "ledger", { version: 15 }],
    [
      "a function called thumbs running ghcr.io/acme/thumbs:2.0",
      "function",
      "thumbs",
      { image: "ghcr.io/acme/thumbs:2.0" },
    ],
    [
      "a dns record for www.example.com pointing to 192.0.2.7",
      "dns-record",
      "www_example_com",
      { host: "www.example.com", target: "192.0.2.7" },
    ],
    [
      "a public container service called shop behind HTTPS at shop.example.com running nginx:1.27 on port 3000",
      "container-service",
      "shop",
      { public: true, https: true, domain: "shop.example.com", image: "nginx:1.27", port: 3000 },
    ],
    [
      "a deployment called worker with three replicas of registry.example.com:5000/worker:v2",
      "deployment",
      "worker",
      { replicas: 3, image: "registry.example.com:5000/worker:v2" },
    ],
  ] as const)("understands without a cloud's name: %s", (text, kind, name, attributes) => {
    expect(wishes(text, "azure")).toEqual([{ verb: "create", kind, name, attributes }]);
  });

  it.each([
    ["an S3 bucket for logs", "google", '"S3 bucket" is of AWS', "google_storage_bucket"],
    ["an SQS queue called orders", "azure", '"SQS queue" is of AWS', "azurerm_servicebus_queue"],
    ["a GCS bucket for logs", "aws", '"GCS bucket" is of Google Cloud', "aws_s3_bucket"],
    ["an azure function called worker running a/b:1", "google", "is of Azure", "google_cloud_run_v2_service"],
    ["a kubernetes deployment called worker of a/b:1", "aws", "is of Kubernetes", "aws_ecs_service"],
    ["an S3 bucket for logs", "kubernetes", '"S3 bucket" is of AWS', "has no bucket"],
  ] as const)("refuses the name of another cloud, and says what is nearest: %s on %s", (...row) => {
    const [text, cloud, message, nearest] = row;
    expect(readRequest(text, { existing: [], cloud })).toMatchObject({
      code: "intent/other-cloud",
      message: expect.stringContaining(message),
      next: expect.stringContaining(nearest),
    });
  });

  it.each([
    ["an S3 bucket for logs", "aws"],
    ["a GCS bucket for logs", "google"],
    ["a bucket for the s3 exports", "google"],
    ["a kubernetes deployment called worker of a/b:1", "kubernetes"],
  ] as const)("takes the name of its own cloud, and any name of a thing: %s on %s", (text, cloud) => {
    expect(readRequest(text, { existing: [], cloud })).toMatchObject({ kind: "understood" });
  });

  it("asks for what no service can do without", () => {
    const read = readRequest("a container service called shop", { existing: [] });
    expect(read).toMatchObject({
      kind: "unclear",
      questions: [{ text: "Which image should it run?" }, { text: "Under which domain name is it reached?" }],
    });
  });
});

describe("compileContract", () => {
  it.each([
    ["a queue called jobs kept 7 days", "aws", "message_retention_seconds", 604_800],
    ["a queue called jobs kept 7 days", "azure", "default_message_ttl", "P7D"],
    ["a queue called jobs kept 7 days", "google", "message_retention_duration", "604800s"],
    ["a private bucket called jobs", "azure", "container_access_type", "private"],
    ["a private bucket called jobs", "google", "public_access_prevention", "enforced"],
    ["a deployment called worker with 3 replicas of a/b:1", "aws", "desired_count", 3],
    ["a deployment called worker with 3 replicas of a/b:1", "azure", "template.min_replicas", 3],
    ["a deployment called worker with 3 replicas of a/b:1", "google", "scaling.manual_instance_count", 3],
    ["a deployment called worker with 3 replicas of a/b:1", "kubernetes", "spec.replicas", "3"],
    ["a postgres database called ledger, version 15", "google", "database_version", "POSTGRES_15"],
  ] as const)("promises in the words of the cloud: %s on %s", (text, cloud, path, value) => {
    const { promises } = compileContract(wishes(text, cloud), { id: "a", existing: [], cloud });
    expect(promises).toContainEqual(expect.objectContaining({ kind: "equals", path, value }));
  });

  it("promises nothing of what a cloud has no equal of", () => {
    const [wish] = wishes("a queue called jobs", "kubernetes");
    expect(() =>
      compileContract(wish === undefined ? [] : [wish], { id: "a", existing: [], cloud: "kubernetes" }),
    ).toThrow(expect.objectContaining({ code: "intent/unknown-kind" }));
  });
});
