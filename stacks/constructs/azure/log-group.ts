import type { Recipe } from "../recipe.ts";
import { GROUP, GROUP_NOTE, IN_GROUP } from "./group.ts";

export const LOG_GROUP: Recipe = {
  kind: "log-group",
  defaults: { retentionDays: 90 },
  assumptions: { retentionDays: "Logs are kept 90 days." },
  notes: [
    "The equal of a log group here is a Log Analytics workspace; only identities of Entra ID are let in.",
    GROUP_NOTE,
  ],
  limits: { retentionDays: [30, 730] },
  parts: [
    {
      type: "azurerm_log_analytics_workspace",
      arguments: {
        ...IN_GROUP,
        name: { $name: 63 },
        sku: "PerGB2018",
        retention_in_days: { $wish: "retentionDays" },
        local_authentication_enabled: false,
      },
    },
    GROUP,
  ],
};
