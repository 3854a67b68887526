import type { JsonObject } from "#shared/core/json.ts";

/** How the cloud's id of a type follows from what the plan knew, and what its ARN looks like. */
interface Identity {
  /** Attributes that make the import id, joined by `separator`. */
  readonly from?: readonly string[];
  readonly separator?: string;
  /** The ARN's service and what follows the account, with the id as its only group. */
  readonly arn?: RegExp;
  /** A setting of its parent: making it once more overwrites it, so that nothing can be left over. */
  readonly isSetting?: boolean;
}

const bucketSetting: Identity = { from: ["bucket"], isSetting: true };
const ec2 = (kind: string): Identity => ({ arn: new RegExp(`^arn:[^:]+:ec2:[^:]*:[^:]*:${kind}/(.+)$`) });

const IDENTITIES: Readonly<Record<string, Identity>> = {
  aws_s3_bucket: { from: ["bucket"], arn: /^arn:[^:]+:s3:::([^/]+)$/ },
  aws_s3_bucket_versioning: bucketSetting,
  aws_s3_bucket_public_access_block: bucketSetting,
  aws_s3_bucket_lifecycle_configuration: bucketSetting,
  aws_s3_bucket_server_side_encryption_configuration: bucketSetting,
  aws_s3_bucket_ownership_controls: bucketSetting,
  aws_s3_bucket_policy: bucketSetting,
  aws_s3_bucket_logging: bucketSetting,
  aws_dynamodb_table: { from: ["name"], arn: /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/([^/]+)$/ },
  aws_cloudwatch_log_group: { from: ["name"], arn: /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:([^:]+)(?::\*)?$/ },
  aws_iam_role: { from: ["name"], arn: /^arn:[^:]+:iam::[^:]*:role\/(?:.*\/)?([^/]+)$/ },
  aws_iam_user: { from: ["name"], arn: /^arn:[^:]+:iam::[^:]*:user\/(?:.*\/)?([^/]+)$/ },
  aws_iam_instance_profile: {
    from: ["name"],
    arn: /^arn:[^:]+:iam::[^:]*:instance-profile\/(?:.*\/)?([^/]+)$/,
  },
  aws_iam_policy: { arn: /^(arn:[^:]+:iam::[^:]*:policy\/.+)$/ },
  aws_iam_role_policy: { from: ["role", "name"], separator: ":", isSetting: true },
  aws_iam_role_policy_attachment: { from: ["role", "policy_arn"], separator: "/", isSetting: true },
  aws_sns_topic: { arn: /^(arn:[^:]+:sns:[^:]*:[^:]*:[^:]+)$/ },
  aws_lambda_function: { from: ["function_name"], arn: /^arn:[^:]+:lambda:[^:]*:[^:]*:function:([^:]+)$/ },
  aws_kms_key: { arn: /^arn:[^:]+:kms:[^:]*:[^:]*:key\/(.+)$/ },
  aws_db_instance: { from: ["identifier"], arn: /^arn:[^:]+:rds:[^:]*:[^:]*:db:(.+)$/ },
  aws_vpc: ec2("vpc"),
  aws_subnet: ec2("subnet"),
  aws_instance: ec2("instance"),
  aws_security_group: ec2("security-group"),
  aws_internet_gateway: ec2("internet-gateway"),
  aws_route_table: ec2("route-table"),
};

/** The planned attributes that name a resource of this type in its cloud; only known, non-empty strings. */
export function identityAttributes(type: string, planned: JsonObject): Record<string, string> {
  const names = IDENTITIES[type]?.from ?? [];
  const known = names.map((name) => [name, planned[name]] as const);
  return Object.fromEntries(
    known.filter((pair): pair is readonly [string, string] => typeof pair[1] === "string" && pair[1] !== ""),
  );
}

/** The id that `terraform import` takes, where it follows from the planned attributes. */
export function importId(type: string, identity: Readonly<Record<string, string>>): string | null {
  const { from, separator = "" } = IDENTITIES[type] ?? {};
  if (from === undefined || from.some((name) => identity[name] === undefined)) return null;
  return from.map((name) => identity[name]).join(separator);
}

/** The import id that an ARN stands for, null when it is not of this type. */
export function idFromArn(type: string, arn: string): string | null {
  return IDENTITIES[type]?.arn?.exec(arn)?.[1] ?? null;
}

/** Whether the resource is a setting of its parent, which cannot exist alone and is overwritten by the next apply. */
export function isSetting(type: string): boolean {
  return IDENTITIES[type]?.isSetting === true;
}
