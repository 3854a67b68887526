import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { Content, StateWriter } from "../../action/state/place.ts";
import type { Git } from "../../app/shared/core/git.ts";
import { signerFrom, trustedKeys } from "../../app/shared/ledger/keys.ts";
import { stateKeyProvider } from "../../app/shared/ledger/state-key.ts";

/** A fresh Ed25519 pair as PEM. */
export function keyPair(): { privatePem: string; publicPem: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    privatePem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}

export const DEPLOYER = keyPair();
export const STATE_KEY = new Uint8Array(randomBytes(32));

/** The deployer of a stack, over one clone. */
export function stateWriter(git: Git, change: Partial<StateWriter> = {}): StateWriter {
  const provider = stateKeyProvider(STATE_KEY);
  return {
    git,
    repository: "acme/infra",
    stack: "invoices",
    seal: provider,
    open: [provider],
    signer: signerFrom(DEPLOYER.privatePem),
    trusted: trustedKeys([DEPLOYER.publicPem]),
    ...change,
  };
}

/** A Terraform state with these buckets in it. */
export function stateFile(
  serial: number,
  buckets: readonly string[] = [],
  lineage = "lineage-1",
): Uint8Array {
  const resources = buckets.map((name) => ({
    mode: "managed",
    type: "aws_s3_bucket",
    name,
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [{ schema_version: 0, attributes: { id: name, bucket: name, arn: `arn:aws:s3:::${name}` } }],
  }));
  const text = JSON.stringify({
    version: 4,
    terraform_version: "1.11.4",
    serial,
    lineage,
    outputs: {},
    resources,
  });
  return new TextEncoder().encode(text);
}

export function content(serial: number, buckets: readonly string[] = []): Content {
  return { state: stateFile(serial, buckets), journal: null };
}

export const RUN = { id: "100", attempt: 1 } as const;
