import type { Paraphrases } from "./table.ts";

export const BUCKET: Paraphrases = {
  kind: "bucket",
  creates: [
    ["a private bucket for the invoices, kept 90 days", "invoices", { public: false, expireDays: 90 }],
    ["s3 bucket reports", "reports", {}],
    [
      'Could you please create an S3 bucket called "invoice-archive" with versioning and encryption?',
      "invoice_archive",
      { versioning: true, encryption: "AES256" },
    ],
    ["bucket for exports, not public, without versioning", "exports", { public: false, versioning: false }],
    [
      "As part of the billing work we need an encrypted, versioned bucket named billing-exports; its objects should expire after three months.",
      "billing_exports",
      { encryption: "AES256", versioning: true, expireDays: 90 },
    ],
    ["pls add a privat bukcet for uploads", "uploads", { public: false }],
    [
      "We'd like object storage for the media files, deleted after half a year",
      "media_files",
      { expireDays: 180 },
    ],
    [
      "new bucket thumbnails with KMS encryption and a retention of two weeks",
      "thumbnails",
      { encryption: "aws:kms", expireDays: 14 },
    ],
    ["I want a public bucket for the website", "website", { public: true }],
    ["an S3 bucket for access logs in eu-west-1", "access_logs", { region: "eu-west-1" }],
  ],
  changes: [
    ["keep the invoices 180 days", "invoices", { expireDays: 180 }],
    ["turn off versioning on the invoices bucket", "invoices", { versioning: false }],
    ["Please make the invoices bucket public", "invoices", { public: true }],
    ["add KMS encryption to the invoices bucket", "invoices", { encryption: "aws:kms" }],
    ["the invoices bucket should expire objects after 1 year", "invoices", { expireDays: 365 }],
  ],
  removes: [
    ["remove the invoices bucket", "invoices"],
    ["Could you delete our bucket called invoices, please?", "invoices"],
    ["we no longer need the invoices bucket", "invoices"],
  ],
};
