import type { Pledges } from "./pledge.ts";

const on = { true: true, false: false } as const;
const BUCKET = "google_storage_bucket";
const RUN = "google_cloud_run_v2_service";
const POOL = "google_cloud_run_v2_worker_pool";
const SQL = "google_sql_database_instance";
const IDENTITY = "google_service_account";

/** What may be promised on Google Cloud. */
export const GOOGLE: readonly Pledges[] = [
  {
    kind: "bucket",
    type: BUCKET,
    pledges: [
      {
        attribute: "public",
        type: BUCKET,
        path: "public_access_prevention",
        values: { true: "inherited", false: "enforced" },
      },
      { attribute: "versioning", type: BUCKET, path: "versioning.enabled", values: on },
      { attribute: "expireDays", type: BUCKET, path: "lifecycle_rule.condition.age" },
      { attribute: "region", type: BUCKET, path: "location" },
    ],
    companions: ["google_storage_bucket_iam_member"],
  },
  {
    kind: "log-group",
    type: "google_logging_project_bucket_config",
    pledges: [
      { attribute: "retentionDays", type: "google_logging_project_bucket_config", path: "retention_days" },
    ],
    companions: [],
  },
  {
    kind: "network",
    type: "google_compute_network",
    pledges: [
      { attribute: "subnets", type: "google_compute_subnetwork", path: "", kind: "many" },
      {
        attribute: "automaticSubnets",
        type: "google_compute_network",
        path: "auto_create_subnetworks",
        values: { true: true, false: false },
      },
    ],
    companions: ["google_compute_subnetwork"],
  },
  {
    kind: "queue",
    type: "google_pubsub_subscription",
    pledges: [
      {
        attribute: "retentionDays",
        type: "google_pubsub_subscription",
        path: "message_retention_duration",
        written: { by: 86_400, after: "s" },
      },
      {
        attribute: "visibilitySeconds",
        type: "google_pubsub_subscription",
        path: "ack_deadline_seconds",
      },
    ],
    companions: [],
    farCompanions: ["google_pubsub_topic", "google_pubsub_subscription"],
  },
  { kind: "secret", type: "google_secret_manager_secret", pledges: [], companions: [] },
  {
    kind: "postgres",
    type: SQL,
    pledges: [
      { attribute: "disk", type: SQL, path: "settings.disk_size", kind: "at-least" },
      {
        attribute: "backupDays",
        type: SQL,
        path: "settings.backup_configuration.backup_retention_settings.retained_backups",
        kind: "at-least",
      },
      { attribute: "version", type: SQL, path: "database_version", written: { before: "POSTGRES_" } },
      { attribute: "protected", type: SQL, path: "deletion_protection", values: on },
      { attribute: "region", type: SQL, path: "region" },
      { attribute: "public", type: SQL, path: "settings.ip_configuration.ipv4_enabled", values: on },
      {
        attribute: "standby",
        type: SQL,
        path: "settings.availability_type",
        values: { true: "REGIONAL", false: "ZONAL" },
      },
    ],
    companions: [],
  },
  {
    kind: "function",
    type: RUN,
    pledges: [
      { attribute: "image", type: RUN, path: "template.containers.image" },
      { attribute: "region", type: RUN, path: "location" },
      {
        attribute: "memory",
        type: RUN,
        path: "template.containers.resources.limits.memory",
        written: { by: 1024, after: "Mi" },
      },
      { attribute: "timeout", type: RUN, path: "template.timeout", written: { after: "s" } },
    ],
    companions: [],
    farCompanions: [IDENTITY],
  },
  {
    kind: "dns-record",
    type: "google_dns_record_set",
    pledges: [
      { attribute: "host", type: "google_dns_record_set", path: "name", written: { after: "." } },
      { attribute: "target", type: "google_dns_record_set", path: "rrdatas" },
    ],
    companions: [],
  },
  {
    kind: "deployment",
    type: POOL,
    pledges: [
      { attribute: "image", type: POOL, path: "template.containers.image" },
      { attribute: "region", type: POOL, path: "location" },
      { attribute: "replicas", type: POOL, path: "scaling.manual_instance_count" },
    ],
    companions: [],
    farCompanions: [IDENTITY],
  },
  {
    kind: "container-service",
    type: RUN,
    pledges: [
      { attribute: "image", type: RUN, path: "template.containers.image" },
      { attribute: "region", type: RUN, path: "location" },
      { attribute: "replicas", type: RUN, path: "template.scaling.min_instance_count" },
      { attribute: "maxReplicas", type: RUN, path: "template.scaling.max_instance_count" },
      {
        attribute: "memory",
        type: RUN,
        path: "template.containers.resources.limits.memory",
        written: { by: 1024, after: "Mi" },
      },
      { attribute: "port", type: RUN, path: "template.containers.ports.container_port" },
      {
        attribute: "public",
        type: RUN,
        path: "ingress",
        values: { true: "INGRESS_TRAFFIC_ALL", false: "INGRESS_TRAFFIC_INTERNAL_ONLY" },
      },
      { attribute: "domain", type: "google_cloud_run_domain_mapping", path: "name", named: true },
    ],
    companions: ["google_cloud_run_v2_service_iam_member", "google_cloud_run_domain_mapping"],
    farCompanions: [IDENTITY],
  },
];
