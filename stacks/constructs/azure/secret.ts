import type { Recipe } from "../recipe.ts";
import { CLIENT, GROUP, GROUP_NOTE, IN_GROUP, TENANT } from "./group.ts";

export const SECRET: Recipe = {
  kind: "secret",
  defaults: {},
  assumptions: {},
  notes: [
    "Azure makes no secret without a value: what is made is the key vault for it. Put the value in by hand or by its owner's program, never through a request.",
    "Roles open the vault, from trusted Azure services only; a deleted one can be had back for 90 days.",
    GROUP_NOTE,
  ],
  parts: [
    {
      type: "azurerm_key_vault",
      arguments: {
        ...IN_GROUP,
        name: { $unique: 24 },
        sku_name: "standard",
        tenant_id: TENANT,
        rbac_authorization_enabled: true,
        purge_protection_enabled: true,
        soft_delete_retention_days: 90,
        network_acls: { default_action: "Deny", bypass: "AzureServices" },
      },
    },
    CLIENT,
    GROUP,
  ],
};
