import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { PipelineError } from "../core/error.ts";
import type { KeyProvider } from "../core/key-provider.ts";

const IV = 12;
const TAG = 16;

/** The 32 bytes behind the `state-key` input (base64). */
export function readStateKey(text: string): Uint8Array {
  const bytes = Buffer.from(text.trim(), "base64");
  if (bytes.length === 32 && bytes.toString("base64") === text.trim()) return bytes;
  throw new PipelineError("state/bad-key", "The state key is not 32 bytes in base64.", {
    next: "Make one with `openssl rand -base64 32`.",
  });
}

/** One purpose, one key: HKDF-SHA-256 of the state key with `code/<purpose>` as info. */
export function subkey(stateKey: Uint8Array, purpose: "state" | "fingerprint" | "seal"): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", stateKey, new Uint8Array(), `code/${purpose}`, 32));
}

/** Wraps data keys with AES-256-GCM under the subkey for state. */
export function stateKeyProvider(stateKey: Uint8Array): KeyProvider {
  const key = subkey(stateKey, "state");
  const id = `state-key:${createHash("sha256").update("code/state-key-id").update(key).digest("hex").slice(0, 16)}`;
  return {
    id,
    async wrap(dataKey, context) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(context, "utf8"));
      return Buffer.concat([iv, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
    },
    async unwrap(wrapped, context) {
      const all = Buffer.from(wrapped);
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, all.subarray(0, IV), { authTagLength: TAG });
        decipher.setAAD(Buffer.from(context, "utf8")).setAuthTag(all.subarray(all.length - TAG));
        return Buffer.concat([decipher.update(all.subarray(IV, all.length - TAG)), decipher.final()]);
      } catch (cause) {
        const next = "Give the key that sealed this version, and check that it is of this stack.";
        throw new PipelineError("state/wrong-key", "The data key does not open with this key, here.", {
          next,
          cause,
        });
      }
    },
  };
}
