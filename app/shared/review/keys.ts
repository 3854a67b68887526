import { hkdfSync } from "node:crypto";

/** The purposes that keys are derived for; one key never serves two of them. */
export type Purpose = "code/fingerprint" | "code/seal" | "code/state";

/** A 32-byte key for one purpose, derived from the state key by HKDF-SHA-256. */
export function subkey(stateKey: Uint8Array, purpose: Purpose): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", stateKey, new Uint8Array(), purpose, 32));
}
