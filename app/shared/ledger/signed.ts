import { z } from "zod";
import { canonicalJson, Json } from "../core/json.ts";
import { isSignedBy, type Signer, type TrustedKeys } from "./keys.ts";

/** A small record and who vouches for it, as it lies in a branch: canonical JSON and a line end, nothing else. */
const Signed = z.strictObject({
  body: Json,
  key: z.string(),
  /** Ed25519 over the canonical JSON of `{purpose, body}`, base64: a record of one purpose cannot serve another. */
  signature: z.string(),
});

export function signRecord(purpose: string, body: Json, signer: Signer): string {
  const signature = Buffer.from(signer.sign(message(purpose, body))).toString("base64");
  return fileText({ body, key: signer.key, signature });
}

/** The body of a record, or the reason why nobody vouches for it. */
export function readRecord(
  purpose: string,
  text: string,
  trusted: TrustedKeys,
): { kind: "trusted"; body: Json } | { kind: "doubtful"; reason: string } {
  const record = Signed.safeParse(jsonOrNull(text));
  if (!record.success) return { kind: "doubtful", reason: "is not a signed record" };
  const { body, key, signature } = record.data;
  if (fileText(record.data) !== text) return { kind: "doubtful", reason: "is not in canonical form" };
  const bytes = message(purpose, body);
  if (!isSignedBy(trusted, { key, bytes, signature: Buffer.from(signature, "base64") })) {
    return { kind: "doubtful", reason: `is not signed by a trusted key (it names ${key})` };
  }
  return { kind: "trusted", body };
}

/** The one text that a value has in a branch. */
export function fileText(value: Json): string {
  return `${canonicalJson(value)}\n`;
}

export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function message(purpose: string, body: Json): Uint8Array {
  return Buffer.from(canonicalJson({ purpose, body }), "utf8");
}
