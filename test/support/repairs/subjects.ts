import type { JsonObject } from "#shared/core/json.ts";

/** A new resource of some cloud with one place that is wrong. Values are as authors write them. */
export interface Subject {
  readonly type: string;
  readonly arguments: JsonObject;
  /** The wrong place, in the shape of the arguments. */
  readonly path: string;
  readonly bad: unknown;
  readonly good: unknown;
  readonly rule: string;
  /** Written otherwise, and as wrong. */
  readonly asWide?: Readonly<Record<string, unknown>>;
  /** A reference that decides the place, with what it refers to. */
  readonly decided?: { readonly value: unknown; readonly operations: readonly JsonObject[] };
  /** Another argument, which protects: as it is, and as it would be weaker. */
  readonly guarded?: { readonly path: string; readonly on: unknown; readonly off: unknown };
  readonly labels?: "tags" | "labels";
}

const statement = (more: object) => ({ effect: "Allow", actions: ["*"], resources: ["*"], ...more });
const policy = (...statements: object[]) => ({ $policy: { statements } });
const FEW = policy(statement({ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::invoices/*"] }));
const verbs = (service: string) =>
  "Get List Describe Put Create Update Delete Attach Pass Run Send Tag"
    .split(" ")
    .map((verb) => `${service}:${verb}*`);

const NETWORK = { rule: "network/no_world_ingress", bad: "0.0.0.0/0", good: "203.0.113.0/24" };
const NETWORKS = { ...NETWORK, bad: ["0.0.0.0/0"], good: ["203.0.113.0/24", "198.51.100.0/24"] };
const SPLIT = {
  halves: ["0.0.0.0/1", "128.0.0.0/1"],
  quarters: ["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/2"],
  "blocks of eight": Array.from({ length: 200 }, (_, at) => `${at + 11}.0.0.0/8`),
};
const SPLIT_SIX = { "public half": ["2000::/4", "3000::/4"], "all that is public": ["2000::/3"] };
const SECURITY_GROUP = { name: "web", description: "Web" };
const VPC = { kind: "create", type: "aws_vpc", name: "main", arguments: { cidr_block: "10.0.0.0/16" } };
const KEY = { kind: "create", type: "aws_kms_key", name: "main", arguments: { enable_key_rotation: true } };
const DATABASE = {
  ...{ identifier: "app", engine: "postgres", instance_class: "db.t4g.micro", allocated_storage: 20 },
  ...{
    username: "app",
    manage_master_user_password: true,
    skip_final_snapshot: false,
    storage_encrypted: true,
  },
};

/** Resources of three clouds and a cluster, each wrong in another way. */
export const SUBJECTS: readonly Subject[] = [
  {
    ...NETWORKS,
    ...{ type: "aws_security_group", path: "ingress.0.cidr_blocks", labels: "tags", asWide: SPLIT },
    arguments: { ...SECURITY_GROUP, ingress: [{ protocol: "tcp", from_port: 22, to_port: 22 }] },
    decided: { value: [{ $ref: "aws_vpc.main.cidr_block" }], operations: [VPC] },
  },
  {
    ...{ ...NETWORKS, bad: ["::/0"], good: ["2001:db8:1::/48"] },
    ...{ type: "aws_security_group", path: "ingress.0.ipv6_cidr_blocks", labels: "tags", asWide: SPLIT_SIX },
    arguments: { ...SECURITY_GROUP, ingress: [{ protocol: "tcp", from_port: 5432, to_port: 5432 }] },
  },
  {
    ...{ ...NETWORK, type: "aws_vpc_security_group_ingress_rule", path: "cidr_ipv4", labels: "tags" },
    ...{ asWide: { half: "0.0.0.0/1", "all but one half": "128.0.0.0/1" } },
    arguments: { security_group_id: "sg-12345678", ip_protocol: "tcp", from_port: 3389, to_port: 3389 },
    decided: { value: { $ref: "aws_vpc.main.cidr_block" }, operations: [VPC] },
  },
  {
    ...{ ...NETWORK, bad: "*", type: "azurerm_network_security_rule", path: "source_address_prefix" },
    ...{ asWide: { internet: "Internet", range: "0.0.0.0/0", half: "128.0.0.0/1" } },
    arguments: {
      ...{ name: "ssh", priority: 100, direction: "Inbound", access: "Allow", protocol: "Tcp" },
      ...{ source_port_range: "*", destination_port_range: "22", destination_address_prefix: "*" },
      ...{ resource_group_name: "app", network_security_group_name: "app" },
    },
  },
  {
    ...{ ...NETWORKS, type: "google_compute_firewall", path: "source_ranges", asWide: SPLIT },
    arguments: { name: "ssh", network: "default", allow: [{ protocol: "tcp", ports: ["22"] }] },
  },
  {
    ...{ type: "aws_iam_role_policy", path: "policy", rule: "iam/no_admin_policy", good: FEW },
    bad: policy(statement({})),
    arguments: { name: "app", role: "app" },
    asWide: {
      "everything but": policy({ effect: "Allow", notActions: ["iam:DeleteUser"], resources: ["*"] }),
      "any resource but": policy({ effect: "Allow", actions: ["*"], notResources: ["arn:aws:s3:::audit"] }),
      "service by service": policy(
        ..."s3 iam ec2 kms sts lambda dynamodb sqs sns rds logs ecs eks secretsmanager ssm"
          .split(" ")
          .map((service) => statement({ actions: [`${service}:*`] })),
      ),
      "resources by pattern": policy(statement({ resources: ["arn:aws:*:*:*:*", "arn:aws:*"] })),
    },
  },
  {
    ...{ type: "aws_iam_policy", path: "policy", rule: "security/wide-permission", good: FEW },
    bad: policy(statement({ actions: ["s3:*"] })),
    ...{ arguments: { name: "app" }, labels: "tags" },
    asWide: {
      "verb by verb": policy(statement({ actions: verbs("s3") })),
      "statement by statement": policy(...verbs("s3").map((action) => statement({ actions: [action] }))),
      "a condition that always holds": policy(
        statement({
          actions: ["s3:*"],
          conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["true"] }],
        }),
      ),
    },
  },
  {
    ...{ type: "aws_s3_bucket_policy", path: "policy", rule: "security/wide-permission" },
    arguments: { bucket: "invoices" },
    bad: policy(
      statement({ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::invoices/*"], principals: "*" }),
    ),
    good: policy(
      statement({
        ...{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::invoices/*"] },
        principals: { AWS: ["arn:aws:iam::123456789012:role/reader"] },
      }),
    ),
    asWide: {
      "everybody but": policy(
        statement({
          ...{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::invoices/*"] },
          notPrincipals: { AWS: ["arn:aws:iam::123456789012:role/nobody"] },
        }),
      ),
      "a list of everybody": policy(
        statement({
          ...{
            actions: ["s3:GetObject"],
            resources: ["arn:aws:s3:::invoices/*"],
            principals: { AWS: ["*"] },
          },
          conditions: [{ test: "StringLike", variable: "aws:PrincipalArn", values: ["*"] }],
        }),
      ),
    },
  },
  {
    ...{ type: "google_storage_bucket_iam_member", path: "member", rule: "security/public-bucket" },
    ...{ bad: "allUsers", good: "group:readers@example.com", asWide: { accounts: "allAuthenticatedUsers" } },
    arguments: { bucket: "invoices", role: "roles/storage.objectViewer" },
  },
  {
    ...{ type: "azurerm_storage_container", path: "container_access_type", rule: "security/public-bucket" },
    ...{ bad: "blob", good: "private", asWide: { "all of it": "container" } },
    arguments: { name: "invoices", storage_account_id: "invoices" },
  },
  {
    ...{ type: "aws_db_instance", path: "storage_encrypted", rule: "rds/encrypted", bad: false, good: true },
    ...{ arguments: { ...DATABASE, deletion_protection: true }, labels: "tags" },
    guarded: { path: "backup_retention_period", on: 7, off: 0 },
  },
  {
    ...{ type: "aws_db_instance", path: "publicly_accessible", rule: "rds/private", bad: true, good: false },
    ...{ arguments: { ...DATABASE, backup_retention_period: 7 }, labels: "tags" },
    guarded: { path: "storage_encrypted", on: true, off: false },
  },
  {
    ...{ type: "aws_ebs_volume", path: "encrypted", rule: "ebs/volumes_encrypted", bad: false, good: true },
    ...{ arguments: { availability_zone: "eu-west-1a", size: 8 }, labels: "tags" },
    guarded: { path: "kms_key_id", on: "arn:aws:kms:eu-west-1:123456789012:key/main", off: undefined },
  },
  {
    ...{ type: "aws_cloudwatch_log_group", path: "kms_key_id", rule: "logs/encrypted", bad: undefined },
    ...{ arguments: { name: "app" }, good: "arn:aws:kms:eu-west-1:123456789012:key/main", labels: "tags" },
    decided: { value: { $ref: "aws_kms_key.main.arn" }, operations: [KEY] },
    guarded: { path: "retention_in_days", on: 365, off: 1 },
  },
  {
    ...{ type: "aws_instance", path: "metadata_options.http_tokens", rule: "ec2/imdsv2_required" },
    ...{ bad: "optional", good: "required", labels: "tags" },
    arguments: {
      ami: "ami-12345678",
      instance_type: "t4g.micro",
      metadata_options: { http_endpoint: "enabled" },
    },
    guarded: { path: "disable_api_termination", on: true, off: false },
  },
  {
    ...{ type: "azurerm_storage_account", path: "min_tls_version", rule: "trivy/AVD-AZU-0011" },
    ...{ bad: "TLS1_0", good: "TLS1_2", labels: "tags" },
    arguments: {
      ...{ name: "invoices", resource_group_name: "app", location: "westeurope" },
      ...{ account_tier: "Standard", account_replication_type: "LRS" },
    },
    guarded: { path: "https_traffic_only_enabled", on: true, off: false },
  },
  {
    ...{ type: "google_storage_bucket", path: "public_access_prevention", rule: "security/public-bucket" },
    ...{ bad: "inherited", good: "enforced", labels: "labels" },
    arguments: { name: "invoices", location: "EU" },
    guarded: { path: "uniform_bucket_level_access", on: true, off: false },
  },
  {
    ...{ type: "kubernetes_cluster_role", path: "rule.0.verbs", rule: "security/wide-permission" },
    ...{ bad: ["*"], good: ["get", "list"] },
    asWide: { "every verb": "get list watch create update patch delete deletecollection".split(" ") },
    arguments: { metadata: { name: "reader" }, rule: [{ api_groups: [""], resources: ["pods"] }] },
  },
  {
    ...{ type: "aws_db_instance", path: "password", rule: "security/plain-secret", labels: "tags" },
    ...{ bad: "hunter2-hunter2", good: { $ref: "var.database_password" } },
    arguments: { ...DATABASE, manage_master_user_password: undefined as never },
    guarded: { path: "deletion_protection", on: true, off: undefined },
  },
];
