import type { Recipe } from "../recipe.ts";

export const LOG_GROUP: Recipe = {
  kind: "log-group",
  defaults: { retentionDays: 90 },
  assumptions: { retentionDays: "Logs are kept 90 days." },
  notes: [
    "The equal of a log group here is a log bucket: a sink that sends logs to it is asked for by hand.",
  ],
  limits: { retentionDays: [1, 3650] },
  parts: [
    {
      type: "google_logging_project_bucket_config",
      arguments: {
        project: { $part: "data.google_project.current", get: "project_id" },
        location: { $region: true },
        bucket_id: { $name: 100 },
        retention_days: { $wish: "retentionDays" },
      },
    },
    { type: "google_project", mode: "data", suffix: "current", arguments: {} },
  ],
};
