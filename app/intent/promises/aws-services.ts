import type { Pledges } from "./pledge.ts";

const on = { true: true, false: false } as const;

/** What may be promised about the kinds that other clouds have too. */
export const AWS_SERVICES: readonly Pledges[] = [
  {
    kind: "queue",
    type: "aws_sqs_queue",
    pledges: [
      {
        attribute: "retentionDays",
        type: "aws_sqs_queue",
        path: "message_retention_seconds",
        written: { by: 86_400 },
      },
      { attribute: "visibilitySeconds", type: "aws_sqs_queue", path: "visibility_timeout_seconds" },
      { attribute: "deadLetters", type: "aws_sqs_queue", path: "", kind: "exists", suffix: "_dead" },
      { attribute: "fifo", type: "aws_sqs_queue", path: "fifo_queue", values: { true: true } },
    ],
    companions: [],
    farCompanions: ["aws_sqs_queue"],
  },
  { kind: "secret", type: "aws_secretsmanager_secret", pledges: [], companions: [] },
  {
    kind: "postgres",
    type: "aws_db_instance",
    pledges: [
      { attribute: "disk", type: "aws_db_instance", path: "allocated_storage", kind: "at-least" },
      { attribute: "backupDays", type: "aws_db_instance", path: "backup_retention_period", kind: "at-least" },
      { attribute: "version", type: "aws_db_instance", path: "engine_version", written: { after: "" } },
      { attribute: "protected", type: "aws_db_instance", path: "deletion_protection", values: on },
      { attribute: "public", type: "aws_db_instance", path: "publicly_accessible", values: on },
      { attribute: "standby", type: "aws_db_instance", path: "multi_az", values: on },
    ],
    companions: [],
  },
  {
    kind: "function",
    type: "aws_lambda_function",
    pledges: [
      { attribute: "image", type: "aws_lambda_function", path: "image_uri" },
      {
        attribute: "memory",
        type: "aws_lambda_function",
        path: "memory_size",
        kind: "at-least",
        written: { by: 1024 },
      },
      { attribute: "timeout", type: "aws_lambda_function", path: "timeout" },
    ],
    companions: [],
    farCompanions: ["aws_iam_role", "aws_iam_role_policy", "aws_cloudwatch_log_group"],
  },
  {
    kind: "dns-record",
    type: "aws_route53_record",
    pledges: [
      { attribute: "host", type: "aws_route53_record", path: "name" },
      { attribute: "target", type: "aws_route53_record", path: "records" },
    ],
    companions: [],
  },
  {
    kind: "deployment",
    type: "aws_ecs_service",
    pledges: [{ attribute: "replicas", type: "aws_ecs_service", path: "desired_count" }],
    companions: [],
    farCompanions: fargate(),
  },
  {
    kind: "container-service",
    type: "aws_lb",
    pledges: [
      { attribute: "replicas", type: "aws_ecs_service", path: "desired_count", named: true },
      { attribute: "domain", type: "aws_acm_certificate", path: "domain_name", named: true },
      { attribute: "public", type: "aws_lb", path: "internal", values: { true: false, false: true } },
      {
        attribute: "https",
        type: "aws_lb_listener",
        path: "protocol",
        values: { true: "HTTPS" },
      },
    ],
    companions: ["aws_lb_listener"],
    farCompanions: [
      ...fargate(),
      "aws_ecs_service",
      "aws_acm_certificate",
      "aws_lb_target_group",
      "aws_vpc_security_group_ingress_rule",
    ],
  },
];

/** What runs a container on Fargate, with its network. */
function fargate(): string[] {
  return [
    "aws_ecs_cluster",
    "aws_ecs_task_definition",
    "aws_iam_role",
    "aws_iam_role_policy_attachment",
    "aws_cloudwatch_log_group",
    "aws_security_group",
    "aws_vpc_security_group_egress_rule",
    "aws_vpc",
    "aws_default_security_group",
    "aws_subnet",
    "aws_internet_gateway",
    "aws_route_table",
    "aws_route_table_association",
  ];
}
