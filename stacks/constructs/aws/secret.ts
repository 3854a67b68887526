import type { Recipe } from "../recipe.ts";

export const SECRET: Recipe = {
  kind: "secret",
  defaults: {},
  assumptions: {},
  notes: [
    "The secret is made without a value: put it in by hand or by its owner's program, never through a request.",
    "A deleted secret can be had back for 30 days.",
  ],
  parts: [
    {
      type: "aws_secretsmanager_secret",
      arguments: { name: { $name: 512 }, recovery_window_in_days: 30 },
    },
  ],
};
