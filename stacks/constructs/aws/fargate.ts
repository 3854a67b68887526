import type { Part } from "../recipe.ts";
import { trusting } from "./trusting.ts";

const vpc = { $part: "aws_vpc", get: "id" };
const tags = { Name: { $name: 200 } };

/** A network of its own with two subnets, from which images can be fetched. */
export const NETWORK_PARTS: readonly Part[] = [
  {
    type: "aws_vpc",
    arguments: { cidr_block: "10.0.0.0/16", enable_dns_hostnames: true, enable_dns_support: true, tags },
  },
  { type: "aws_default_security_group", arguments: { vpc_id: vpc } },
  { type: "aws_availability_zones", mode: "data", suffix: "zones", arguments: { state: "available" } },
  {
    type: "aws_subnet",
    each: "zones",
    arguments: {
      vpc_id: vpc,
      cidr_block: { $slice: "range", from: 0 },
      availability_zone: { $zone: "aws_availability_zones" },
      map_public_ip_on_launch: false,
      tags,
    },
  },
  { type: "aws_internet_gateway", arguments: { vpc_id: vpc, tags } },
  {
    type: "aws_route_table",
    arguments: {
      vpc_id: vpc,
      route: [{ cidr_block: "0.0.0.0/0", gateway_id: { $part: "aws_internet_gateway", get: "id" } }],
      tags,
    },
  },
  {
    type: "aws_route_table_association",
    each: "zones",
    arguments: {
      subnet_id: { $part: "aws_subnet", get: "id" },
      route_table_id: { $part: "aws_route_table", get: "id", shared: true },
    },
  },
];

export const SUBNETS = [
  { $part: "aws_subnet", get: "id", index: 0 },
  { $part: "aws_subnet", get: "id", index: 1 },
];

/** What every task needs beside its definition: the role that fetches the image, the log, and a firewall that lets nothing in. */
const BESIDE_TASKS: readonly Part[] = [
  {
    type: "aws_iam_role",
    suffix: "execution",
    arguments: {
      name: { $text: [{ $name: 50 }, "-execution"] },
      assume_role_policy: trusting("ecs-tasks.amazonaws.com"),
    },
  },
  {
    type: "aws_iam_role_policy_attachment",
    suffix: "execution",
    arguments: {
      role: { $part: "aws_iam_role.execution", get: "name" },
      policy_arn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
    },
  },
  {
    type: "aws_cloudwatch_log_group",
    arguments: { name: { $text: ["/ecs/", { $name: 400 }] }, retention_in_days: 90 },
  },
  {
    type: "aws_security_group",
    suffix: "tasks",
    arguments: {
      name: { $text: [{ $name: 240 }, "-tasks"] },
      description: { $text: ["Tasks of ", { $name: 200 }] },
      vpc_id: vpc,
    },
  },
  {
    type: "aws_vpc_security_group_egress_rule",
    suffix: "tasks_https",
    arguments: {
      security_group_id: { $part: "aws_security_group.tasks", get: "id" },
      description: "HTTPS to anywhere",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
      cidr_ipv4: "0.0.0.0/0",
    },
  },
];

/** What runs an image: cluster, task, the role that fetches the image, the log, and a firewall that lets nothing in. */
export function taskParts(ports: readonly { [key: string]: { $wish: string } | string }[]): readonly Part[] {
  return [
    {
      type: "aws_ecs_cluster",
      arguments: { name: { $name: 255 }, setting: [{ name: "containerInsights", value: "enabled" }] },
    },
    {
      type: "aws_ecs_task_definition",
      arguments: {
        family: { $name: 255 },
        requires_compatibilities: ["FARGATE"],
        network_mode: "awsvpc",
        cpu: "256",
        memory: "512",
        execution_role_arn: { $part: "aws_iam_role.execution", get: "arn" },
        container_definitions: {
          $json: [
            {
              name: { $name: 255 },
              image: { $wish: "image" },
              essential: true,
              readonlyRootFilesystem: true,
              ...(ports.length === 0 ? {} : { portMappings: [...ports] }),
              logConfiguration: {
                logDriver: "awslogs",
                options: {
                  "awslogs-group": { $part: "aws_cloudwatch_log_group", get: "name" },
                  "awslogs-region": { $region: true },
                  "awslogs-stream-prefix": { $name: 64 },
                },
              },
            },
          ],
        },
      },
    },
    ...BESIDE_TASKS,
  ];
}

/** The service that keeps the asked number of tasks. */
export const SERVICE: Part["arguments"] = {
  name: { $name: 255 },
  cluster: { $part: "aws_ecs_cluster", get: "arn" },
  task_definition: { $part: "aws_ecs_task_definition", get: "arn" },
  desired_count: { $wish: "replicas" },
  launch_type: "FARGATE",
  network_configuration: {
    subnets: SUBNETS,
    security_groups: [{ $part: "aws_security_group.tasks", get: "id" }],
    assign_public_ip: true,
  },
  deployment_circuit_breaker: { enable: true, rollback: true },
};
