import type { Recipe } from "../recipe.ts";

export const SECRET: Recipe = {
  kind: "secret",
  defaults: {},
  assumptions: {},
  notes: [
    "The secret is made without a value: put it in by hand or by its owner's program, never through a request.",
    "It is kept in the environment's region only, and cannot be deleted before its protection is taken off.",
  ],
  parts: [
    {
      type: "google_secret_manager_secret",
      arguments: {
        secret_id: { $name: 255 },
        deletion_protection: true,
        replication: { user_managed: { replicas: [{ location: { $region: true } }] } },
      },
    },
  ],
};
