import type { Operation, TypedChange } from "#shared/core/typed-change.ts";
import type { Value } from "#shared/core/value.ts";

/** What models write from memory, and what they should be told. */
export interface Trap {
  readonly written: string;
  readonly rule: string;
  readonly mends: string | null;
  readonly change: TypedChange;
}

/** Invented types, by the type that was meant. */
const TYPES: Readonly<Record<string, string>> = {
  aws_rds_instance: "aws_db_instance",
  aws_elasticbeanstalk_environment: "aws_elastic_beanstalk_environment",
  aws_dhcp_options: "aws_vpc_dhcp_options",
  aws_eventbridge_rule: "aws_cloudwatch_event_rule",
  aws_rds_proxy: "aws_db_proxy",
  aws_subnet_ids: "data.aws_subnets",
};

/** Arguments that the type does not have, by what they are called or where they live. */
const ARGUMENTS: readonly (readonly [type: string, argument: string, mends: string | null])[] = [
  ["aws_db_instance", "name", "db_name"],
  ["aws_db_instance", "subnet_ids", "db_subnet_group_name"],
  ["aws_db_instance", "master_username", "username"],
  ["aws_dynamodb_table", "key_schema", "hash_key"],
  ["aws_iam_instance_profile", "roles", "role"],
  ["aws_msk_cluster", "ebs_volume_size", "broker_node_group_info.storage_info.ebs_storage_info.volume_size"],
  ["aws_msk_cluster", "subnet_ids", "broker_node_group_info.client_subnets"],
  ["aws_s3_bucket", "status", "aws_s3_bucket_versioning"],
  ["aws_s3_bucket", "public_access_block_configuration", "aws_s3_bucket_public_access_block"],
  ["aws_network_acl_rule", "action", "rule_action"],
  ["aws_kinesis_firehose_delivery_stream", "s3_configuration", "extended_s3_configuration"],
  ["aws_lb", "listener", "aws_lb_listener"],
  ["aws_rds_cluster", "instance_class", "db_cluster_instance_class"],
];

/** Required arguments that are forgotten. */
const FORGOTTEN: readonly (readonly [type: string, argument: string])[] = [
  ["aws_elastic_beanstalk_environment", "name"],
  ["aws_chime_voice_connector", "require_encryption"],
  ["aws_elasticache_user", "access_string"],
  ["aws_lightsail_database", "blueprint_id"],
];

export const TRAPS: readonly Trap[] = [
  ...Object.entries(TYPES).map(([type, mends]) => trap(type, { rule: "unknown-type", mends, given: {} })),
  ...ARGUMENTS.map(([type, argument, mends]) =>
    trap(type, { rule: "unknown-argument", mends, given: { [argument]: "x" } }),
  ),
  ...FORGOTTEN.map(([type, mends]) => trap(type, { rule: "missing-argument", mends, given: {} })),
];

interface Written {
  readonly rule: string;
  readonly mends: string | null;
  readonly given: Record<string, Value>;
}

function trap(type: string, { rule, mends, given }: Written): Trap {
  const operation: Operation = {
    kind: "create",
    mode: "managed",
    type,
    name: "trap",
    arguments: given,
    dependsOn: [],
  };
  const change = { stack: "trap", title: "Trap", operations: [operation], assumptions: [], questions: [] };
  const [argument] = Object.keys(given);
  return {
    written: argument === undefined ? `${type} (${mends})` : `${type}.${argument}`,
    rule,
    mends,
    change,
  };
}
