import type { Recipe } from "../recipe.ts";

const blocked = { $case: "public", true: false, false: true };
const bucket = { $main: "id" };

export const BUCKET: Recipe = {
  kind: "bucket",
  defaults: { public: false, versioning: true, encryption: "AES256" },
  assumptions: {
    public: "Public access is blocked.",
    versioning: "Versions are kept, so that overwritten and deleted objects can be had back.",
    encryption: "Objects are encrypted with keys of S3 (AES256).",
  },
  notes: [
    "Bucket names are shared by everybody on AWS: the name starts as asked and ends in characters that make it unique.",
  ],
  parts: [
    { type: "aws_s3_bucket", arguments: { bucket_prefix: { $text: [{ $name: 36 }, "-"] } } },
    {
      type: "aws_s3_bucket_public_access_block",
      arguments: {
        bucket,
        block_public_acls: blocked,
        block_public_policy: blocked,
        ignore_public_acls: blocked,
        restrict_public_buckets: blocked,
      },
    },
    {
      type: "aws_s3_bucket_versioning",
      when: { versioning: true },
      arguments: {
        bucket,
        versioning_configuration: { status: { $case: "versioning", true: "Enabled", false: "Suspended" } },
      },
    },
    {
      type: "aws_s3_bucket_server_side_encryption_configuration",
      when: { encryption: "set" },
      arguments: {
        bucket,
        rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: { $wish: "encryption" } } }],
      },
    },
    {
      type: "aws_s3_bucket_lifecycle_configuration",
      when: { expireDays: "set" },
      arguments: {
        bucket,
        rule: [
          {
            id: "expire",
            status: "Enabled",
            filter: [{ prefix: "" }],
            expiration: [{ days: { $wish: "expireDays" } }],
            noncurrent_version_expiration: [{ noncurrent_days: 30 }],
            abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
          },
        ],
      },
    },
    {
      type: "aws_s3_bucket_policy",
      when: { public: true },
      arguments: {
        bucket,
        policy: {
          $json: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Principal: "*",
                Action: "s3:GetObject",
                Resource: { $text: [{ $main: "arn" }, "/*"] },
              },
            ],
          },
        },
      },
    },
  ],
};
