import type { Part } from "../recipe.ts";

/** Each thing lies in a resource group of its own. */
export const GROUP: Part = {
  type: "azurerm_resource_group",
  arguments: { name: { $text: ["rg-", { $name: 80 }] }, location: { $region: true } },
};

/** Where a resource lies: in its group, and where the group is. */
export const IN_GROUP = {
  resource_group_name: { $part: "azurerm_resource_group", get: "name" },
  location: { $part: "azurerm_resource_group", get: "location" },
} as const;

export const TENANT = { $part: "data.azurerm_client_config.current", get: "tenant_id" } as const;
export const CLIENT: Part = {
  type: "azurerm_client_config",
  mode: "data",
  suffix: "current",
  arguments: {},
};

export const GROUP_NOTE = "It lies in a resource group of its own.";
