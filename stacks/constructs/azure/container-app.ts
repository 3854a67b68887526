import type { Part } from "../recipe.ts";
import { GROUP, IN_GROUP } from "./group.ts";

/** A container app that keeps the asked number of replicas. */
export const APP: Part["arguments"] = {
  name: { $name: 32 },
  resource_group_name: IN_GROUP.resource_group_name,
  container_app_environment_id: { $part: "azurerm_container_app_environment", get: "id" },
  revision_mode: "Single",
  identity: { type: "SystemAssigned" },
  template: {
    min_replicas: { $wish: "replicas" },
    max_replicas: { $wish: "maxReplicas", or: "replicas" },
    container: [{ name: { $name: 46 }, image: { $wish: "image" }, cpu: 0.5, memory: "1Gi" }],
  },
};

/** What a container app runs in, with its log. */
export const SURROUNDINGS: readonly Part[] = [
  {
    type: "azurerm_container_app_environment",
    arguments: {
      ...IN_GROUP,
      name: { $name: 60 },
      logs_destination: "log-analytics",
      log_analytics_workspace_id: { $part: "azurerm_log_analytics_workspace", get: "id" },
    },
  },
  {
    type: "azurerm_log_analytics_workspace",
    arguments: { ...IN_GROUP, name: { $name: 63 }, sku: "PerGB2018", retention_in_days: 90 },
  },
  GROUP,
];
