import { createHash, createPrivateKey, hkdfSync } from "node:crypto";
import { PipelineError } from "../core/error.ts";

const INFO = "code/consultation";

/** The 32 bytes behind `CODE_CONSULTATION_KEY` (base64). */
export function readConsultationKey(text: string): Uint8Array {
  const bytes = Buffer.from(text.trim(), "base64");
  if (bytes.length === 32 && bytes.toString("base64") === text.trim()) return bytes;
  throw new PipelineError("ledger/bad-key", "The consultation key is not 32 bytes in base64.", {
    next: "Make one with `openssl rand -base64 32`, or print the App's with `code-engine review --consultation-key`.",
  });
}

/** HKDF-SHA-256 of the seed of the App's signing key (Ed25519, PEM): an auditor gets this one, never the key that signs. */
export function derivedConsultationKey(ledgerKey: string): Uint8Array {
  const { d: seed = "" } = createPrivateKey(ledgerKey).export({ format: "jwk" });
  return new Uint8Array(hkdfSync("sha256", Buffer.from(seed, "base64url"), new Uint8Array(), INFO, 32));
}

/** How a sealed file names its key; says nothing about the key. */
export function consultationKeyId(key: Uint8Array): string {
  return createHash("sha256").update(`${INFO}-key-id`).update(key).digest("hex").slice(0, 16);
}
