import type { Part } from "../recipe.ts";

/** A program's own identity, which may do nothing until a role is given to it. */
export const IDENTITY: Part = {
  type: "google_service_account",
  arguments: { account_id: { $unique: 30 }, display_name: { $name: 90 } },
};

export const RUNS_AS = { $part: "google_service_account", get: "email" } as const;
