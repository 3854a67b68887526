import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning/index.js";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

export class InvoicesStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new AwsProvider(this, "aws", { region: "eu-west-1" });

    const invoices = new S3Bucket(this, "invoices", {
      bucket: "acme-invoices",
      tags: { team: "billing" },
    });

    new S3BucketPublicAccessBlock(this, "aws_s3_bucket_public_access_block.invoices", {
      bucket: invoices.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    }).overrideLogicalId("invoices");

    new S3BucketVersioningA(this, "aws_s3_bucket_versioning.invoices", {
      bucket: invoices.id,
      versioningConfiguration: { status: "Enabled" },
    }).overrideLogicalId("invoices");

    new S3BucketLifecycleConfiguration(this, "aws_s3_bucket_lifecycle_configuration.invoices", {
      bucket: invoices.id,
      rule: [
        {
          id: "expire",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days: 90 }],
        },
      ],
    }).overrideLogicalId("invoices");
  }
}
