import type { Recipe } from "../recipe.ts";

export const LOG_GROUP: Recipe = {
  kind: "log-group",
  defaults: { retentionDays: 90 },
  assumptions: { retentionDays: "Logs are kept 90 days." },
  parts: [
    {
      type: "aws_cloudwatch_log_group",
      arguments: {
        name: { $name: 512 },
        retention_in_days: { $wish: "retentionDays" },
        log_group_class: { $wish: "class" },
      },
    },
  ],
};
