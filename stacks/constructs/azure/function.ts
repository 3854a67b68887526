import type { Recipe } from "../recipe.ts";
import { GROUP, GROUP_NOTE, IN_GROUP } from "./group.ts";

export const FUNCTION: Recipe = {
  kind: "function",
  defaults: {},
  assumptions: {},
  notes: [
    "It runs on an Elastic Premium plan, which functions from an image need, and is not reached from the internet.",
    "Its identity may use its own storage and nothing else; no key and no password is made.",
    "Its storage is reached from trusted services of Azure only: before it starts, join it to a network that the storage lets in.",
    GROUP_NOTE,
  ],
  parts: [
    {
      type: "azurerm_linux_function_app",
      arguments: {
        ...IN_GROUP,
        name: { $unique: 60 },
        service_plan_id: { $part: "azurerm_service_plan", get: "id" },
        storage_account_name: { $part: "azurerm_storage_account", get: "name" },
        storage_uses_managed_identity: true,
        https_only: true,
        public_network_access_enabled: false,
        ftp_publish_basic_authentication_enabled: false,
        webdeploy_publish_basic_authentication_enabled: false,
        identity: { type: "SystemAssigned" },
        site_config: {
          minimum_tls_version: "1.2",
          ftps_state: "Disabled",
          http2_enabled: true,
          application_stack: {
            docker: [
              {
                registry_url: { $image: "image", part: "registry" },
                image_name: { $image: "image", part: "name" },
                image_tag: { $image: "image", part: "tag" },
              },
            ],
          },
        },
      },
    },
    {
      type: "azurerm_service_plan",
      arguments: { ...IN_GROUP, name: { $name: 60 }, os_type: "Linux", sku_name: "EP1" },
    },
    {
      type: "azurerm_storage_account",
      arguments: {
        ...IN_GROUP,
        name: { $unique: 24, joint: "" },
        account_tier: "Standard",
        account_replication_type: "LRS",
        min_tls_version: "TLS1_2",
        https_traffic_only_enabled: true,
        allow_nested_items_to_be_public: false,
        shared_access_key_enabled: false,
        network_rules: { default_action: "Deny", bypass: ["AzureServices"] },
      },
    },
    {
      type: "azurerm_role_assignment",
      suffix: "storage",
      arguments: {
        scope: { $part: "azurerm_storage_account", get: "id" },
        role_definition_name: "Storage Blob Data Owner",
        principal_id: { $main: "identity.0.principal_id" },
      },
    },
    GROUP,
  ],
};
