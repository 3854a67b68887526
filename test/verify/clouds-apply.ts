import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProcess } from "#shared/adapters/process.ts";
import { isJsonObject, type Json, type JsonObject } from "#shared/core/json.ts";
import { startCloud } from "../demo/cloud.ts";
import { providerMirror } from "../demo/tools.ts";
import { tool } from "../support/tools.ts";
import { PLACES } from "./clouds-cell.ts";

interface Applied {
  readonly what: string;
  /** Whether the stand-in of AWS itself knows it, whatever Terraform says. */
  readonly found: boolean;
}

/** Applies the documents as one to moto with the real Terraform and the real provider, and asks moto what it has. */
export async function appliedToMoto(documents: readonly Json[]): Promise<Applied[]> {
  if (documents.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), "clouds-"));
  const cloud = await startCloud(tool("moto_server"), folder);
  try {
    await terraform(merged(documents), { folder, env: cloud.env });
    return await held(cloud.url);
  } finally {
    cloud.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function terraform(
  json: JsonObject,
  { folder, env }: { readonly folder: string; readonly env: Readonly<Record<string, string>> },
): Promise<void> {
  const home = join(folder, "home");
  const cwd = join(folder, "stack");
  const mirror = providerMirror();
  mkdirSync(join(home, ".terraform.d"), { recursive: true });
  mkdirSync(cwd);
  if (mirror !== null) symlinkSync(mirror, join(home, ".terraform.d", "plugins"));
  writeFileSync(join(cwd, "main.tf.json"), JSON.stringify(json));
  const options = { cwd, env: { PATH: process.env.PATH ?? "", HOME: home, ...env }, timeoutMs: 300_000 };
  for (const args of [["init"], ["apply", "-auto-approve"]]) {
    const { code, stdout, stderr } = await runProcess(tool("terraform"), [...args, "-no-color"], options);
    if (code !== 0) throw new Error(`terraform ${args[0]}: ${stderr}${stdout.slice(-2000)}`);
  }
}

/** Documents of one provider as one: their names differ. */
function merged(documents: readonly Json[]): JsonObject {
  const objects = documents.filter(isJsonObject);
  return objects.reduce((one, other) => ({
    ...other,
    resource: sections(one.resource, other.resource),
    data: sections(one.data, other.data),
  }));
}

function sections(one: Json = {}, other: Json = {}): JsonObject {
  if (!isJsonObject(one) || !isJsonObject(other)) return {};
  const types = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    types.map((type) => [type, { ...(one[type] as JsonObject), ...(other[type] as JsonObject) }]),
  );
}

const JSON_SERVICES = [
  ["log group checkout", "logs", "Logs_20140328.DescribeLogGroups", '"checkout"'],
  ["secret payment-key", "secretsmanager", "secretsmanager.ListSecrets", '"payment-key"'],
  ["queue orders", "sqs", "AmazonSQS.ListQueues", '/orders"'],
] as const;

/** What the cloud answers when it is asked for each thing. */
async function held(url: string): Promise<Applied[]> {
  const buckets = await ask(url, { service: "s3" });
  const networks = await ask(url, { service: "ec2", body: "Action=DescribeVpcs&Version=2016-11-15" });
  const others = JSON_SERVICES.map(async ([what, service, target, sign]) => ({
    what,
    found: (await ask(url, { service, target, body: "{}" })).includes(sign),
  }));
  return [
    { what: "bucket invoices", found: buckets.includes("<Name>invoices-") },
    { what: "network core", found: networks.includes("<value>core</value>") },
    ...(await Promise.all(others)),
  ];
}

async function ask(
  url: string,
  { service, target, body }: { readonly service: string; readonly target?: string; readonly body?: string },
): Promise<string> {
  const scope = `AKID/20260101/${PLACES.aws.region}/${service}/aws4_request`;
  const type = target === undefined ? "application/x-www-form-urlencoded" : "application/x-amz-json-1.1";
  const answer = await fetch(url, {
    method: body === undefined ? "GET" : "POST",
    ...(body === undefined ? {} : { body }),
    headers: {
      "content-type": type,
      ...(target === undefined ? {} : { "x-amz-target": target }),
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
    },
  });
  return await answer.text();
}
