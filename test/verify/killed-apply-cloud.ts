import type { Json } from "../../app/shared/core/json.ts";
import { prepareForHost } from "../../app/shared/synth/prepare-for-host.ts";

export const ACCOUNT = "123456789012";
export const REGION = "eu-west-1";

/** The twenty resources as the host lets Terraform read them. */
export function configuration(repository: string, stack: string): string {
  const host = { repository, stack, account: ACCOUNT, region: REGION };
  return JSON.stringify(prepareForHost(twenty(stack), host));
}

/** Twenty resources of three types, in waves, so that an apply takes long enough to be killed in its middle. */
export function twenty(stack: string) {
  const resource: Record<string, Record<string, Json>> = {};
  const addresses: string[] = [];
  for (let index = 0; index < 20; index++) {
    const [type = "", body = {}] = kinds(`${stack}-${String(index).padStart(2, "0")}`)[index % 3] ?? [];
    const name = `r${index}`;
    const before = addresses[index - 3];
    resource[type] = {
      ...resource[type],
      [name]: { ...body, ...(before === undefined ? {} : { depends_on: [before] }) },
    };
    addresses.push(`${type}.${name}`);
  }
  return {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "5.100.0" } } },
    provider: { aws: [{ region: REGION }] },
    resource,
  };
}

/** The twenty, with each bucket shut to the public as the policies ask for. */
export function guarded(stack: string) {
  const json = twenty(stack);
  const blocks = Object.keys(json.resource.aws_s3_bucket ?? {}).map((name) => [
    name,
    {
      bucket: `\${aws_s3_bucket.${name}.id}`,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    },
  ]);
  const aws_s3_bucket_public_access_block = Object.fromEntries(blocks) as Record<string, Json>;
  return { ...json, resource: { ...json.resource, aws_s3_bucket_public_access_block } };
}

function kinds(name: string): readonly (readonly [string, Record<string, Json>])[] {
  const attribute = [{ name: "id", type: "S" }];
  return [
    ["aws_s3_bucket", { bucket: name }],
    ["aws_dynamodb_table", { name, billing_mode: "PAY_PER_REQUEST", hash_key: "id", attribute }],
    ["aws_cloudwatch_log_group", { name }],
  ];
}

/** Names of everything of this stack that the mock cloud holds, asked of its services and not of our state. */
export async function heldBy(url: string, stack: string): Promise<readonly string[]> {
  const buckets = [...(await text(url, {})).matchAll(/<Bucket><Name>([^<]+)/g)].map(
    (match) => match[1] ?? "",
  );
  const tables = JSON.parse(await ask(url, { service: "dynamodb", target: "DynamoDB_20120810.ListTables" }));
  const groups = JSON.parse(await ask(url, { service: "logs", target: "Logs_20140328.DescribeLogGroups" }));
  const names = [
    ...buckets,
    ...(tables.TableNames as string[]),
    ...(groups.logGroups as { logGroupName: string }[]).map(({ logGroupName }) => logGroupName),
  ];
  return names.filter((name) => name.startsWith(`${stack}-`)).sort();
}

function ask(url: string, { service, target }: { service: string; target: string }): Promise<string> {
  const scope = `AKID/20260101/${REGION}/${service}/aws4_request`;
  return text(url, {
    method: "POST",
    body: "{}",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": target,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
    },
  });
}

async function text(url: string, request: RequestInit): Promise<string> {
  return await (await fetch(url, request)).text();
}
