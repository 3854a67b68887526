import type { Pledge, Pledges } from "./pledge.ts";

const on = { true: true, false: false } as const;
const opposite = { true: false, false: true } as const;

const blocks = (path: string): Pledge => ({
  attribute: "public",
  type: "aws_s3_bucket_public_access_block",
  path,
  values: opposite,
});

/** Every kind with the paths at which its promises can be checked, as the provider's schema names them. */
export const AWS: readonly Pledges[] = [
  {
    kind: "bucket",
    type: "aws_s3_bucket",
    pledges: [
      ...["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].map(
        blocks,
      ),
      {
        attribute: "versioning",
        type: "aws_s3_bucket_versioning",
        path: "versioning_configuration.status",
        values: { true: "Enabled" },
      },
      {
        attribute: "encryption",
        type: "aws_s3_bucket_server_side_encryption_configuration",
        path: "rule.apply_server_side_encryption_by_default.sse_algorithm",
        values: { AES256: "AES256", "aws:kms": "aws:kms" },
      },
      {
        attribute: "expireDays",
        type: "aws_s3_bucket_lifecycle_configuration",
        path: "rule.expiration.days",
      },
    ],
    companions: [
      "aws_s3_bucket_public_access_block",
      "aws_s3_bucket_versioning",
      "aws_s3_bucket_server_side_encryption_configuration",
      "aws_s3_bucket_lifecycle_configuration",
      "aws_s3_bucket_policy",
    ],
  },
  {
    kind: "log-group",
    type: "aws_cloudwatch_log_group",
    pledges: [
      { attribute: "retentionDays", type: "aws_cloudwatch_log_group", path: "retention_in_days" },
      { attribute: "class", type: "aws_cloudwatch_log_group", path: "log_group_class" },
    ],
    companions: [],
  },
  {
    kind: "table",
    type: "aws_dynamodb_table",
    pledges: [
      { attribute: "key", type: "aws_dynamodb_table", path: "hash_key" },
      { attribute: "sortKey", type: "aws_dynamodb_table", path: "range_key" },
      { attribute: "ttl", type: "aws_dynamodb_table", path: "ttl.attribute_name" },
      { attribute: "billing", type: "aws_dynamodb_table", path: "billing_mode" },
      { attribute: "readCapacity", type: "aws_dynamodb_table", path: "read_capacity" },
      { attribute: "writeCapacity", type: "aws_dynamodb_table", path: "write_capacity" },
      {
        attribute: "recovery",
        type: "aws_dynamodb_table",
        path: "point_in_time_recovery.enabled",
        values: on,
      },
      { attribute: "protected", type: "aws_dynamodb_table", path: "deletion_protection_enabled", values: on },
      {
        attribute: "encryption",
        type: "aws_dynamodb_table",
        path: "server_side_encryption.enabled",
        values: { kms: true },
      },
    ],
    companions: [],
  },
  {
    kind: "security-group",
    type: "aws_security_group",
    pledges: [],
    companions: ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"],
  },
  {
    kind: "network",
    type: "aws_vpc",
    pledges: [
      { attribute: "cidr", type: "aws_vpc", path: "cidr_block" },
      { attribute: "subnets", type: "aws_subnet", path: "", kind: "many" },
      { attribute: "publicSubnets", type: "aws_subnet", path: "", kind: "many" },
      { attribute: "publicSubnets", type: "aws_internet_gateway", path: "", kind: "exists" },
      { attribute: "flowLogs", type: "aws_flow_log", path: "", kind: "exists" },
    ],
    companions: [
      "aws_subnet",
      "aws_default_security_group",
      "aws_internet_gateway",
      "aws_route_table",
      "aws_flow_log",
    ],
    farCompanions: [
      "aws_route_table_association",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_cloudwatch_log_group",
    ],
  },
  {
    kind: "instance",
    type: "aws_instance",
    pledges: [
      { attribute: "size", type: "aws_instance", path: "instance_type" },
      { attribute: "image", type: "aws_instance", path: "ami" },
      { attribute: "disk", type: "aws_instance", path: "root_block_device.volume_size", kind: "at-least" },
      { attribute: "encrypted", type: "aws_instance", path: "root_block_device.encrypted", values: on },
      { attribute: "publicAddress", type: "aws_instance", path: "associate_public_ip_address", values: on },
    ],
    companions: [],
  },
  {
    kind: "role",
    type: "aws_iam_role",
    pledges: [
      { attribute: "service", type: "aws_iam_role", path: "assume_role_policy", kind: "holds" },
      {
        attribute: "policies",
        type: "aws_iam_role_policy_attachment",
        path: "policy_arn",
        kind: "holds",
        written: { before: "arn:aws:iam::aws:policy/" },
      },
    ],
    companions: ["aws_iam_role_policy_attachment", "aws_iam_instance_profile"],
  },
];
