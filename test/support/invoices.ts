import { TypedChange } from "#shared/core/typed-change.ts";

const bucket = { $ref: "aws_s3_bucket.invoices.id" };

const create = (type: string, values: object) => ({
  kind: "create",
  type,
  name: "invoices",
  arguments: values,
});

/** The change that wrote the reference stack `stacks/invoices`. */
export const INVOICES = TypedChange.parse({
  stack: "invoices",
  title: "Add a private bucket for the invoices",
  operations: [
    create("aws_s3_bucket", { bucket: "acme-invoices", tags: { team: "billing" } }),
    create("aws_s3_bucket_public_access_block", {
      bucket,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    }),
    create("aws_s3_bucket_versioning", { bucket, versioning_configuration: { status: "Enabled" } }),
    create("aws_s3_bucket_lifecycle_configuration", {
      bucket,
      rule: [{ id: "expire", status: "Enabled", filter: [{ prefix: "" }], expiration: [{ days: 90 }] }],
    }),
  ],
});
