import { createDecipheriv } from "node:crypto";
import { brotliDecompressSync } from "node:zlib";
import { type ErrorCode, PipelineError } from "../core/error.ts";
import { canonicalJson } from "../core/json.ts";
import type { KeyProvider } from "../core/key-provider.ts";
import { SealHeader, type VersionHeader } from "../core/state-version.ts";
import { isSignedBy, type TrustedKeys } from "./keys.ts";
import { jsonOrNull } from "./signed.ts";

/**
 * magic (8) · version (1) · header length (4, big endian) · header (canonical JSON) · ciphertext · tag (16) · signature (64).
 * Everything before the ciphertext is its authenticated data; everything before the signature is signed.
 */
const MAGIC = Buffer.from("CODESEAL", "latin1");
const FORMAT = 1;
const PREFIX = MAGIC.length + 5;
const TAG = 16;
const SIGNATURE = 64;
/** A state that unpacks to more than this is not believed. */
const LARGEST = 512 * 1024 * 1024;

export interface Envelope {
  readonly header: SealHeader;
  readonly authenticated: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

/** The bytes that stand before the ciphertext. */
export function envelopeHead(header: SealHeader): Uint8Array {
  const text = Buffer.from(canonicalJson(header), "utf8");
  const prefix = Buffer.alloc(PREFIX);
  MAGIC.copy(prefix);
  prefix.writeUInt8(FORMAT, MAGIC.length);
  prefix.writeUInt32BE(text.length, MAGIC.length + 1);
  return Buffer.concat([prefix, text]);
}

/** Takes an envelope apart. What is not one, down to a header in another spelling, is `state/not-sealed`: never read as plaintext. */
export function readEnvelope(bytes: Uint8Array): Envelope {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.length < PREFIX + TAG + SIGNATURE || !all.subarray(0, MAGIC.length).equals(MAGIC))
    throw notSealed();
  if (all.readUInt8(MAGIC.length) !== FORMAT) throw notSealed("has another format version");
  const border = PREFIX + all.readUInt32BE(MAGIC.length + 1);
  if (border > all.length - TAG - SIGNATURE) throw notSealed("is cut off");

  const text = all.toString("utf8", PREFIX, border);
  const header = SealHeader.safeParse(jsonOrNull(text));
  if (!header.success || canonicalJson(header.data) !== text)
    throw notSealed("has a header that cannot be read");
  const end = all.length - SIGNATURE;
  return {
    header: header.data,
    authenticated: all.subarray(0, border),
    ciphertext: all.subarray(border, end - TAG),
    tag: all.subarray(end - TAG, end),
    signed: all.subarray(0, end),
    signature: all.subarray(end),
  };
}

/** Whether a trusted deployer sealed this; needs no key that opens it. */
export function checkSigner(envelope: Envelope, trusted: TrustedKeys): void {
  const { header, signed, signature } = envelope;
  if (isSignedBy(trusted, { key: header.signer, bytes: signed, signature })) return;
  throw refused(
    "state/foreign-signer",
    `The version is not signed by a trusted deployer (it names ${header.signer}).`,
  );
}

/** Whether the envelope is this file of this version of this stack, and no other put in its place. */
export function checkPlace(
  envelope: Envelope,
  expected: { of: VersionHeader; content: SealHeader["content"] },
): void {
  const { of, content } = envelope.header;
  const isSame = canonicalJson(of) === canonicalJson(expected.of) && content === expected.content;
  if (!isSame)
    throw refused("state/misplaced", "The sealed file belongs to another version, stack or repository.");
}

/** What wrapping a data key is bound to. */
export function wrapContext(of: VersionHeader): string {
  return canonicalJson({ repository: of.repository, stack: of.stack });
}

/** The content, opened by the provider that the header names; there is no other way in. */
export async function openEnvelope(
  envelope: Envelope,
  providers: readonly KeyProvider[],
): Promise<Uint8Array> {
  const { header } = envelope;
  const provider = providers.find(({ id }) => id === header.provider);
  if (provider === undefined) {
    throw refused(
      "state/unknown-key",
      `The version was sealed with the key ${header.provider}, which is not given.`,
    );
  }
  const dataKey = await provider.unwrap(Buffer.from(header.wrappedKey, "base64"), wrapContext(header.of));
  try {
    const decipher = createDecipheriv("aes-256-gcm", dataKey, Buffer.from(header.iv, "base64"), {
      authTagLength: TAG,
    });
    decipher.setAAD(envelope.authenticated).setAuthTag(envelope.tag);
    const packed = Buffer.concat([decipher.update(envelope.ciphertext), decipher.final()]);
    return new Uint8Array(brotliDecompressSync(packed, { maxOutputLength: LARGEST }));
  } catch (cause) {
    throw refused("state/tampered", "The sealed content does not authenticate.", cause);
  }
}

function notSealed(how = "is not a sealed envelope"): PipelineError {
  return refused("state/not-sealed", `The file ${how}.`);
}

function refused(code: ErrorCode, message: string, cause?: unknown): PipelineError {
  const next = "Run `code-engine verify` on a clone, and `code-state history` to find the last good version.";
  return new PipelineError(code, message, { next, cause });
}
