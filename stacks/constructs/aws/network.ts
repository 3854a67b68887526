import type { Recipe } from "../recipe.ts";

const vpc = { $main: "id" };
const tags = { Name: { $name: 200 } };
const zone = { $zone: "aws_availability_zones" };

export const NETWORK: Recipe = {
  kind: "network",
  defaults: { cidr: "10.0.0.0/16", subnets: 2, publicSubnets: 0 },
  assumptions: {
    cidr: "The range is 10.0.0.0/16.",
    subnets: "There are two private subnets, in two zones.",
  },
  inherent: { isolated: [true, false] },
  notes: ["The network's default security group is emptied."],
  parts: [
    {
      type: "aws_vpc",
      arguments: {
        cidr_block: { $wish: "cidr" },
        enable_dns_hostnames: true,
        enable_dns_support: true,
        tags,
      },
    },
    { type: "aws_default_security_group", arguments: { vpc_id: vpc } },
    { type: "aws_availability_zones", mode: "data", suffix: "zones", arguments: { state: "available" } },
    {
      type: "aws_subnet",
      suffix: "private",
      each: "subnets",
      arguments: {
        vpc_id: vpc,
        cidr_block: { $slice: "cidr", from: 0 },
        availability_zone: zone,
        map_public_ip_on_launch: false,
        tags,
      },
    },
    {
      type: "aws_subnet",
      suffix: "public",
      each: "publicSubnets",
      arguments: { vpc_id: vpc, cidr_block: { $slice: "cidr", from: 8 }, availability_zone: zone, tags },
    },
    { type: "aws_internet_gateway", when: { publicSubnets: "set" }, arguments: { vpc_id: vpc, tags } },
    {
      type: "aws_route_table",
      suffix: "public",
      when: { publicSubnets: "set" },
      arguments: {
        vpc_id: vpc,
        route: [{ cidr_block: "0.0.0.0/0", gateway_id: { $part: "aws_internet_gateway", get: "id" } }],
        tags,
      },
    },
    {
      type: "aws_route_table_association",
      suffix: "public",
      each: "publicSubnets",
      arguments: {
        subnet_id: { $part: "aws_subnet.public", get: "id" },
        route_table_id: { $part: "aws_route_table.public", get: "id", shared: true },
      },
    },
    {
      type: "aws_cloudwatch_log_group",
      suffix: "flow",
      when: { flowLogs: true },
      arguments: { name: { $text: [{ $name: 400 }, "-flow"] }, retention_in_days: 90 },
    },
    {
      type: "aws_iam_role",
      suffix: "flow",
      when: { flowLogs: true },
      arguments: {
        name: { $text: [{ $name: 50 }, "-flow"] },
        assume_role_policy: {
          $json: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Action: "sts:AssumeRole",
                Principal: { Service: "vpc-flow-logs.amazonaws.com" },
              },
            ],
          },
        },
      },
    },
    {
      type: "aws_iam_role_policy",
      suffix: "flow",
      when: { flowLogs: true },
      arguments: {
        role: { $part: "aws_iam_role.flow", get: "id" },
        policy: {
          $json: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
                Resource: { $text: [{ $part: "aws_cloudwatch_log_group.flow", get: "arn" }, ":*"] },
              },
            ],
          },
        },
      },
    },
    {
      type: "aws_flow_log",
      when: { flowLogs: true },
      arguments: {
        vpc_id: vpc,
        traffic_type: "ALL",
        log_destination: { $part: "aws_cloudwatch_log_group.flow", get: "arn" },
        iam_role_arn: { $part: "aws_iam_role.flow", get: "arn" },
      },
    },
  ],
};
