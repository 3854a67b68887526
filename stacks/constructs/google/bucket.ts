import type { Recipe } from "../recipe.ts";

export const BUCKET: Recipe = {
  kind: "bucket",
  defaults: { public: false, versioning: true },
  assumptions: {
    public: "Public access is prevented.",
    versioning: "Versions are kept, so that overwritten and deleted objects can be had back.",
  },
  notes: [
    "Bucket names are shared by everybody on Google Cloud: the name ends in characters that make it unique.",
    "Objects are encrypted with keys of Google, and only roles open the bucket.",
  ],
  inherent: { encryption: ["AES256"] },
  parts: [
    {
      type: "google_storage_bucket",
      arguments: {
        name: { $unique: 63 },
        location: { $region: true },
        uniform_bucket_level_access: true,
        public_access_prevention: { $case: "public", true: "inherited", false: "enforced" },
        versioning: { enabled: { $wish: "versioning" } },
        lifecycle_rule: {
          $case: "expireDays",
          set: [{ action: { type: "Delete" }, condition: { age: { $wish: "expireDays" } } }],
        },
      },
    },
    {
      type: "google_storage_bucket_iam_member",
      suffix: "public",
      when: { public: true },
      arguments: { bucket: { $main: "name" }, role: "roles/storage.objectViewer", member: "allUsers" },
    },
  ],
};
