import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { PipelineError } from "../core/error.ts";

/** Signs as one identity. `key` is the first 16 hex digits of SHA-256 of the public key's SPKI DER. */
export interface Signer {
  readonly key: string;
  /** Ed25519, 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array;
}

/** Public keys by id; what is not in here is not believed. */
export type TrustedKeys = ReadonlyMap<string, KeyObject>;

/** The identity that an Ed25519 private key (PKCS8 PEM) gives. */
export function signerFrom(pem: string): Signer {
  const key = readKey(() => createPrivateKey(pem));
  return {
    key: keyId(createPublicKey(key)),
    sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
  };
}

/** The keys (SPKI PEM) that a reader believes. */
export function trustedKeys(pems: readonly string[]): TrustedKeys {
  return new Map(
    pems.map((pem) => {
      const key = readKey(() => createPublicKey(pem));
      return [keyId(key), key];
    }),
  );
}

/** Whether one of the trusted keys, the named one, made this signature. */
export function isSignedBy(
  trusted: TrustedKeys,
  signed: { readonly key: string; readonly bytes: Uint8Array; readonly signature: Uint8Array },
): boolean {
  const key = trusted.get(signed.key);
  return key !== undefined && verify(null, signed.bytes, key, signed.signature);
}

function keyId(key: KeyObject): string {
  const der = key.export({ type: "spki", format: "der" });
  return createHash("sha256").update(der).digest("hex").slice(0, 16);
}

function readKey(read: () => KeyObject): KeyObject {
  const next = "Give an Ed25519 key as PEM, such as `openssl genpkey -algorithm ed25519` makes.";
  let key: KeyObject;
  try {
    key = read();
  } catch (cause) {
    throw new PipelineError("ledger/bad-key", "This is not a key in PEM form.", { next, cause });
  }
  if (key.asymmetricKeyType === "ed25519") return key;
  throw new PipelineError("ledger/bad-key", "The key is not an Ed25519 key.", { next });
}
