import type { Recipe } from "../recipe.ts";
import { GROUP, GROUP_NOTE, IN_GROUP } from "./group.ts";

export const BUCKET: Recipe = {
  kind: "bucket",
  defaults: { public: false, versioning: true },
  assumptions: {
    public: "Public access is blocked.",
    versioning: "Versions are kept, so that overwritten and deleted objects can be had back.",
  },
  notes: [
    "The equal of a bucket here is a container in a storage account of its own, whose name ends in characters that make it unique.",
    "It takes only TLS 1.2 and identities of Entra ID, and its objects are encrypted with keys of Azure.",
    "Unless it is public, it is reached from trusted services of Azure only: name the networks that may reach it besides.",
    GROUP_NOTE,
  ],
  inherent: { encryption: ["AES256"] },
  parts: [
    {
      type: "azurerm_storage_account",
      arguments: {
        ...IN_GROUP,
        name: { $unique: 24, joint: "" },
        account_tier: "Standard",
        account_replication_type: "ZRS",
        min_tls_version: "TLS1_2",
        https_traffic_only_enabled: true,
        allow_nested_items_to_be_public: { $wish: "public" },
        shared_access_key_enabled: false,
        default_to_oauth_authentication: true,
        infrastructure_encryption_enabled: true,
        network_rules: {
          default_action: { $case: "public", true: "Allow", false: "Deny" },
          bypass: ["AzureServices"],
        },
        blob_properties: {
          versioning_enabled: { $wish: "versioning" },
          delete_retention_policy: { days: 30 },
          container_delete_retention_policy: { days: 30 },
        },
      },
    },
    {
      type: "azurerm_storage_container",
      arguments: {
        name: { $name: 63 },
        storage_account_id: { $main: "id" },
        container_access_type: { $case: "public", true: "blob", false: "private" },
      },
    },
    {
      type: "azurerm_storage_management_policy",
      when: { expireDays: "set" },
      arguments: {
        storage_account_id: { $main: "id" },
        rule: [
          {
            name: "expire",
            enabled: true,
            filters: { blob_types: ["blockBlob"] },
            actions: {
              base_blob: { delete_after_days_since_creation_greater_than: { $wish: "expireDays" } },
              version: { delete_after_days_since_creation: 30 },
            },
          },
        ],
      },
    },
    GROUP,
  ],
};
