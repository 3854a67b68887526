import type { Pledges } from "./pledge.ts";

const on = { true: true, false: false } as const;
const GROUP = "azurerm_resource_group";
const APP = "azurerm_container_app";
const SERVER = "azurerm_postgresql_flexible_server";
const ACCOUNT = "azurerm_storage_account";
const SURROUNDINGS = [GROUP, "azurerm_container_app_environment", "azurerm_log_analytics_workspace"];

/** What may be promised on Azure. */
export const AZURE: readonly Pledges[] = [
  {
    kind: "bucket",
    type: ACCOUNT,
    pledges: [
      { attribute: "public", type: ACCOUNT, path: "allow_nested_items_to_be_public", values: on },
      {
        attribute: "public",
        type: "azurerm_storage_container",
        path: "container_access_type",
        values: { true: "blob", false: "private" },
      },
      { attribute: "versioning", type: ACCOUNT, path: "blob_properties.versioning_enabled", values: on },
      {
        attribute: "expireDays",
        type: "azurerm_storage_management_policy",
        path: "rule.actions.base_blob.delete_after_days_since_creation_greater_than",
      },
    ],
    companions: ["azurerm_storage_container", "azurerm_storage_management_policy"],
    farCompanions: [GROUP],
  },
  {
    kind: "log-group",
    type: "azurerm_log_analytics_workspace",
    pledges: [
      { attribute: "retentionDays", type: "azurerm_log_analytics_workspace", path: "retention_in_days" },
    ],
    companions: [],
    farCompanions: [GROUP],
  },
  {
    kind: "network",
    type: "azurerm_virtual_network",
    pledges: [
      { attribute: "cidr", type: "azurerm_virtual_network", path: "address_space" },
      { attribute: "subnets", type: "azurerm_subnet", path: "", kind: "many" },
    ],
    companions: ["azurerm_subnet"],
    farCompanions: [
      GROUP,
      "azurerm_network_security_group",
      "azurerm_subnet_network_security_group_association",
    ],
  },
  {
    kind: "queue",
    type: "azurerm_servicebus_queue",
    pledges: [
      {
        attribute: "retentionDays",
        type: "azurerm_servicebus_queue",
        path: "default_message_ttl",
        written: { before: "P", after: "D" },
      },
      {
        attribute: "visibilitySeconds",
        type: "azurerm_servicebus_queue",
        path: "lock_duration",
        written: { before: "PT", after: "S" },
      },
      {
        attribute: "deadLetters",
        type: "azurerm_servicebus_queue",
        path: "dead_lettering_on_message_expiration",
        values: on,
      },
    ],
    companions: [],
    farCompanions: [GROUP, "azurerm_servicebus_namespace"],
  },
  { kind: "secret", type: "azurerm_key_vault", pledges: [], companions: [], farCompanions: [GROUP] },
  {
    kind: "postgres",
    type: SERVER,
    pledges: [
      { attribute: "disk", type: SERVER, path: "storage_mb", kind: "at-least", written: { by: 1024 } },
      { attribute: "backupDays", type: SERVER, path: "backup_retention_days", kind: "at-least" },
      { attribute: "version", type: SERVER, path: "version", written: { after: "" } },
      { attribute: "public", type: SERVER, path: "public_network_access_enabled", values: on },
      {
        attribute: "standby",
        type: SERVER,
        path: "high_availability.mode",
        values: { true: "ZoneRedundant" },
      },
      { attribute: "geoBackups", type: SERVER, path: "geo_redundant_backup_enabled", values: on },
      {
        attribute: "protected",
        type: "azurerm_management_lock",
        path: "lock_level",
        values: { true: "CanNotDelete" },
      },
    ],
    companions: ["azurerm_management_lock"],
    farCompanions: [GROUP],
  },
  {
    kind: "function",
    type: "azurerm_linux_function_app",
    pledges: [],
    companions: ["azurerm_role_assignment"],
    farCompanions: [GROUP, "azurerm_service_plan", ACCOUNT],
  },
  {
    kind: "dns-record",
    type: "azurerm_dns_a_record",
    pledges: [{ attribute: "target", type: "azurerm_dns_a_record", path: "records" }],
    companions: [],
  },
  {
    kind: "deployment",
    type: APP,
    pledges: [
      { attribute: "image", type: APP, path: "template.container.image" },
      { attribute: "replicas", type: APP, path: "template.min_replicas" },
      { attribute: "replicas", type: APP, path: "template.max_replicas" },
    ],
    companions: [],
    farCompanions: SURROUNDINGS,
  },
  {
    kind: "container-service",
    type: APP,
    pledges: [
      { attribute: "image", type: APP, path: "template.container.image" },
      { attribute: "maxReplicas", type: APP, path: "template.max_replicas" },
      { attribute: "replicas", type: APP, path: "template.min_replicas" },
      { attribute: "port", type: APP, path: "ingress.target_port" },
      { attribute: "public", type: APP, path: "ingress.external_enabled", values: on },
      {
        attribute: "https",
        type: APP,
        path: "ingress.allow_insecure_connections",
        values: { true: false },
      },
      { attribute: "domain", type: "azurerm_container_app_custom_domain", path: "name" },
    ],
    companions: ["azurerm_container_app_custom_domain"],
    farCompanions: SURROUNDINGS,
  },
];
