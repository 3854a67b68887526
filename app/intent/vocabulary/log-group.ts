import type { Kind } from "./entry.ts";

export const LOG_GROUP: Kind = {
  kind: "log-group",
  nouns: [
    "log group",
    "cloudwatch log group",
    "cloudwatch log",
    "log",
    "aws log group",
    "log storage",
    "log analytics workspace",
    "log workspace",
    "workspace",
    "azure log storage",
    "google log storage",
  ],
  types: {
    aws: "aws_cloudwatch_log_group",
    azure: "azurerm_log_analytics_workspace",
    google: "google_logging_project_bucket_config",
  },
  attributes: {
    retentionDays: {
      type: "duration",
      names: [
        "retention",
        "retention period",
        "log retention",
        "expire",
        "expire after",
        "expiry",
        "expiration",
        "delete after",
        "remove after",
      ],
      soft: ["keep", "retain", "store", "stay", "hold", "extend"],
      unlimited: ["forever", "indefinitely"],
      // CloudWatch Logs, PutRetentionPolicy.
      allowed: [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
        3653,
      ],
      ask: "For how many days should the logs be kept?",
      suggestion: "90 days",
    },
    class: {
      type: "choice",
      values: {
        INFREQUENT_ACCESS: ["infrequent access", "infrequent"],
        STANDARD: ["standard"],
      },
      names: ["log class", "class"],
    },
  },
};
