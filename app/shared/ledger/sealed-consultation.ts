import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { z } from "zod";
import { type ErrorCode, PipelineError } from "../core/error.ts";
import { canonicalJson, Json } from "../core/json.ts";
import { consultationKeyId } from "./consultation-key.ts";
import { fileText, jsonOrNull } from "./signed.ts";

/** What a sealed consultation is bound to: it opens nowhere else. */
export interface ConsultationPlace {
  /** `owner/name`. */
  readonly repository: string;
  /** Digest of the packet. */
  readonly packet: string;
  /** Kind of the entry that it is attached to. */
  readonly kind: string;
}

/** A file as it lies beside its entry: canonical JSON and a line end, all of it base64 but the key's id. */
const Sealed = z.strictObject({
  version: z.literal(1),
  key: z.string().regex(/^[0-9a-f]{16}$/),
  salt: z.base64(),
  iv: z.base64(),
  content: z.base64(),
});

const TAG = 16;
/** What unpacks to more than this is not believed. */
const LARGEST = 64 * 1024 * 1024;

/** Compressed, then AES-256-GCM under a data key of its own (HKDF-SHA-256 of the key with a fresh salt). */
export function sealConsultation(content: Json, place: ConsultationPlace, key: Uint8Array): string {
  const text = Buffer.from(canonicalJson(content), "utf8");
  const packed = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });
  const head = { version: 1 as const, key: consultationKeyId(key), salt: fresh(32), iv: fresh(12) };
  const cipher = createCipheriv("aes-256-gcm", dataKey(key, head.salt), Buffer.from(head.iv, "base64"));
  cipher.setAAD(authenticated(head, place));
  const sealed = Buffer.concat([cipher.update(packed), cipher.final(), cipher.getAuthTag()]);
  return fileText({ ...head, content: sealed.toString("base64") });
}

/** The content again; `ledger/not-sealed`, `ledger/wrong-key` where another key sealed it, `ledger/tampered` where it does not belong here or was changed. */
export function openConsultation(text: string, place: ConsultationPlace, key: Uint8Array): Json {
  const read = Sealed.safeParse(jsonOrNull(text));
  if (!read.success || fileText(read.data) !== text)
    throw refused("ledger/not-sealed", "The attached file is no sealed consultation.");
  const { content, ...head } = read.data;
  if (head.key !== consultationKeyId(key))
    throw refused("ledger/wrong-key", `The consultation was sealed with the key ${head.key}.`);
  const all = Buffer.from(content, "base64");
  try {
    const iv = Buffer.from(head.iv, "base64");
    const decipher = createDecipheriv("aes-256-gcm", dataKey(key, head.salt), iv, { authTagLength: TAG });
    decipher.setAAD(authenticated(head, place)).setAuthTag(all.subarray(-TAG));
    const packed = Buffer.concat([decipher.update(all.subarray(0, -TAG)), decipher.final()]);
    return Json.parse(
      JSON.parse(brotliDecompressSync(packed, { maxOutputLength: LARGEST }).toString("utf8")),
    );
  } catch (cause) {
    throw refused("ledger/tampered", "The sealed consultation does not authenticate here.", cause);
  }
}

type Head = Omit<z.infer<typeof Sealed>, "content">;

function authenticated(head: Head, { repository, packet, kind }: ConsultationPlace): Uint8Array {
  return Buffer.from(
    canonicalJson({ purpose: "code/consultation", ...head, repository, packet, kind }),
    "utf8",
  );
}

function dataKey(key: Uint8Array, salt: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", key, Buffer.from(salt, "base64"), "code/consultation-data", 32));
}

function fresh(bytes: number): string {
  return randomBytes(bytes).toString("base64");
}

function refused(code: ErrorCode, message: string, cause?: unknown): PipelineError {
  const next = "Give the key that `code-engine review --consultation-key` prints where the App runs.";
  return new PipelineError(code, message, { next, cause });
}
