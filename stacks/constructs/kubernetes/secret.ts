import type { Recipe } from "../recipe.ts";

export const SECRET: Recipe = {
  kind: "secret",
  defaults: {},
  assumptions: {},
  notes: [
    "The secret is made without a value: put it in by hand or by its owner's program, never through a request.",
    "Whether it is encrypted at rest is the cluster's to decide.",
  ],
  parts: [
    {
      type: "kubernetes_secret_v1",
      arguments: { metadata: { name: { $name: 253 } }, type: "Opaque" },
    },
  ],
};
