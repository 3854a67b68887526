import type { Recipe } from "../recipe.ts";
import { NETWORK_PARTS, SERVICE, SUBNETS, taskParts } from "./fargate.ts";

const port = { $wish: "port" };
const balancer = { $part: "aws_security_group.balancer", get: "id" };
const tasks = { $part: "aws_security_group.tasks", get: "id" };

export const CONTAINER_SERVICE: Recipe = {
  kind: "container-service",
  defaults: { replicas: 2, port: 8080, public: false, zones: 2, range: "10.0.0.0/16" },
  assumptions: {
    replicas: "Two replicas run.",
    port: "The container listens on port 8080.",
    public: "Only its own network reaches it: say public to open it to the internet.",
  },
  notes: [
    "It is an ECS service on Fargate behind a load balancer that speaks TLS 1.2 and newer, in a network of its own with the range 10.0.0.0/16.",
    "The certificate is issued once the DNS record that ACM names is in place.",
    "Its log is kept 90 days, and the load balancer cannot be deleted before its protection is taken off.",
  ],
  inherent: { https: [true] },
  parts: [
    {
      type: "aws_lb",
      arguments: {
        name: { $name: 32 },
        load_balancer_type: "application",
        internal: { $case: "public", true: false, false: true },
        security_groups: [balancer],
        subnets: SUBNETS,
        drop_invalid_header_fields: true,
        enable_deletion_protection: true,
      },
    },
    {
      type: "aws_lb_listener",
      arguments: {
        load_balancer_arn: { $main: "arn" },
        port: 443,
        protocol: "HTTPS",
        ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        certificate_arn: { $part: "aws_acm_certificate", get: "arn" },
        default_action: [{ type: "forward", target_group_arn: { $part: "aws_lb_target_group", get: "arn" } }],
      },
    },
    {
      type: "aws_acm_certificate",
      arguments: { domain_name: { $wish: "domain" }, validation_method: "DNS" },
    },
    {
      type: "aws_lb_target_group",
      arguments: {
        name: { $name: 32 },
        port,
        protocol: "HTTP",
        target_type: "ip",
        vpc_id: { $part: "aws_vpc", get: "id" },
      },
    },
    {
      type: "aws_security_group",
      suffix: "balancer",
      arguments: {
        name: { $text: [{ $name: 240 }, "-balancer"] },
        description: { $text: ["Load balancer of ", { $name: 200 }] },
        vpc_id: { $part: "aws_vpc", get: "id" },
      },
    },
    {
      type: "aws_vpc_security_group_ingress_rule",
      suffix: "balancer_https",
      arguments: {
        security_group_id: balancer,
        description: "HTTPS",
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
        cidr_ipv4: { $case: "public", true: "0.0.0.0/0", false: "10.0.0.0/16" },
      },
    },
    {
      type: "aws_vpc_security_group_egress_rule",
      suffix: "balancer_tasks",
      arguments: {
        security_group_id: balancer,
        description: "To the tasks",
        ip_protocol: "tcp",
        from_port: port,
        to_port: port,
        referenced_security_group_id: tasks,
      },
    },
    {
      type: "aws_vpc_security_group_ingress_rule",
      suffix: "tasks_balancer",
      arguments: {
        security_group_id: tasks,
        description: "From the load balancer",
        ip_protocol: "tcp",
        from_port: port,
        to_port: port,
        referenced_security_group_id: balancer,
      },
    },
    {
      type: "aws_ecs_service",
      after: ["aws_lb_listener"],
      arguments: {
        ...SERVICE,
        load_balancer: [
          {
            target_group_arn: { $part: "aws_lb_target_group", get: "arn" },
            container_name: { $name: 255 },
            container_port: port,
          },
        ],
      },
    },
    ...taskParts([{ containerPort: port, protocol: "tcp" }]),
    ...NETWORK_PARTS,
  ],
};
