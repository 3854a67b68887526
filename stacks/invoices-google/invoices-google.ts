import { KmsCryptoKey } from "@cdktf/provider-google/lib/kms-crypto-key/index.js";
import { KmsKeyRing } from "@cdktf/provider-google/lib/kms-key-ring/index.js";
import { GoogleProvider } from "@cdktf/provider-google/lib/provider/index.js";
import { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket/index.js";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

export class InvoicesGoogleStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new GoogleProvider(this, "google", { project: "acme-billing", region: "europe-west1" });

    const ring = new KmsKeyRing(this, "google_kms_key_ring.invoices", {
      name: "invoices",
      location: "europe-west1",
    });
    ring.overrideLogicalId("invoices");

    const key = new KmsCryptoKey(this, "google_kms_crypto_key.invoices", {
      name: "invoices",
      keyRing: ring.id,
      rotationPeriod: "7776000s",
    });
    key.overrideLogicalId("invoices");

    new StorageBucket(this, "invoices", {
      name: "acme-invoices",
      location: "EUROPE-WEST1",
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      versioning: { enabled: true },
      encryption: { defaultKmsKeyName: key.id },
      lifecycleRule: [{ action: { type: "Delete" }, condition: { age: 90 } }],
      labels: { team: "billing" },
    });
  }
}
