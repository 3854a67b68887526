/** Facts about resource types, from the providers' and the clouds' documentation. Paths have no indexes. */

/** What is lost when a resource of this type is deleted. */
export const HELD_BY_TYPE: Readonly<Record<string, string>> = {
  aws_s3_bucket: "the objects in it",
  aws_s3_object: "the object",
  aws_dynamodb_table: "the items in it",
  aws_dynamodb_table_item: "the item",
  aws_db_instance: "the database and its automated backups",
  aws_rds_cluster: "the database and its automated backups",
  aws_docdb_cluster: "the database",
  aws_neptune_cluster: "the database",
  aws_redshift_cluster: "the database",
  aws_elasticache_cluster: "what it caches",
  aws_elasticache_replication_group: "what it caches",
  aws_memorydb_cluster: "the data in it",
  aws_opensearch_domain: "the indexes in it",
  aws_ebs_volume: "the volume",
  aws_efs_file_system: "the files in it",
  aws_instance: "the volumes that are deleted with it",
  aws_cloudwatch_log_group: "the log events in it",
  aws_kms_key: "everything that is encrypted with it, once its waiting time is over",
  aws_secretsmanager_secret: "the secret, once its waiting time is over",
  aws_ssm_parameter: "its value and history",
  aws_sqs_queue: "the messages in it",
  aws_kinesis_stream: "the records in it",
  aws_msk_cluster: "the messages in it",
  aws_mq_broker: "the messages in it",
  aws_ecr_repository: "the images in it",
  aws_cognito_user_pool: "the users in it",
  aws_backup_vault: "the backups in it",
  aws_iam_access_key: "the secret key, which is shown only once",
  random_password: "the password",
  tls_private_key: "the key",
};

/** Types that the table does not know, but whose name says that they may hold something. */
export const MAY_HOLD_DATA =
  /_(bucket|object|table|database|db|cluster|volume|disk|file_system|share|queue|topic|stream|vault|repository|registry|secret|key|user_pool|snapshot|image|instance|domain|broker|cache|account)$/;

interface Fact {
  readonly type: string;
  readonly path: string;
  readonly reason: string;
}

/** Attributes that go one way only. */
export const ONE_WAY: readonly Fact[] = [
  { type: "aws_db_instance", path: "engine_version", reason: "an engine is upgraded and never downgraded" },
  { type: "aws_rds_cluster", path: "engine_version", reason: "an engine is upgraded and never downgraded" },
  { type: "aws_docdb_cluster", path: "engine_version", reason: "an engine is upgraded and never downgraded" },
  {
    type: "aws_opensearch_domain",
    path: "engine_version",
    reason: "an engine is upgraded and never downgraded",
  },
  {
    type: "aws_elasticache_replication_group",
    path: "engine_version",
    reason: "a downgrade needs a new group",
  },
  { type: "aws_eks_cluster", path: "version", reason: "Kubernetes is upgraded and never downgraded" },
  { type: "aws_db_instance", path: "allocated_storage", reason: "storage grows and never shrinks" },
  { type: "aws_ebs_volume", path: "size", reason: "a volume grows and never shrinks" },
  {
    type: "aws_backup_vault_lock_configuration",
    path: "changeable_for_days",
    reason: "a locked vault stays locked",
  },
  {
    type: "aws_s3_bucket_object_lock_configuration",
    path: "object_lock_enabled",
    reason: "an object lock stays on",
  },
];

/** Numbers whose decrease makes the cloud delete what is older; 0 and nothing keep for ever. */
export const KEEPS: readonly Fact[] = [
  { type: "aws_cloudwatch_log_group", path: "retention_in_days", reason: "older log events are deleted" },
  {
    type: "aws_s3_bucket_lifecycle_configuration",
    path: "rule.expiration.days",
    reason: "older objects are deleted",
  },
  {
    type: "aws_s3_bucket_lifecycle_configuration",
    path: "rule.noncurrent_version_expiration.noncurrent_days",
    reason: "older versions are deleted",
  },
  { type: "aws_db_instance", path: "backup_retention_period", reason: "older backups are deleted" },
  { type: "aws_kinesis_stream", path: "retention_period", reason: "older records are deleted" },
  { type: "aws_sqs_queue", path: "message_retention_seconds", reason: "older messages are deleted" },
];
