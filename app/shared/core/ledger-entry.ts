import { z } from "zod";
import { Json } from "./json.ts";

export const Writer = z.enum(["app", "deploy"]);
export type Writer = z.infer<typeof Writer>;

/** A file that lies beside an entry because it is too large for it: SHA-256 (hex) and size of its bytes. */
const Attached = z.strictObject({ digest: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().min(1) });
export type Attached = z.infer<typeof Attached>;

const Alone = z.strictObject({ kind: z.string().regex(/^[a-z-]+\/[a-z-]+$/), body: Json });

/** One thing that happened. `kind` is `stage/event`, such as `intake/requested` or `apply/applied`. */
export const LedgerEvent = z.union([Alone, Alone.extend({ attached: Attached })]);
export type LedgerEvent = z.infer<typeof LedgerEvent>;

/** One entry of a chain: everything but the signature is signed, and the digest of all of it is the next one's `previous`. */
export const LedgerEntry = z.strictObject({
  version: z.literal(1),
  writer: Writer,
  /** `owner/name`. */
  repository: z.string(),
  sequence: z.int().min(1),
  /** SHA-256 (hex) of the canonical JSON of the entry before, null for the first. */
  previous: z.string().nullable(),
  /** The newest entry of the other ledger that the writer had seen, null where it was empty: the two chains hold each other. */
  seen: z.strictObject({ sequence: z.int().min(1), digest: z.string() }).nullable(),
  /** ISO 8601; for people only, nothing is ordered by it. */
  at: z.string(),
  event: LedgerEvent,
  /** Ed25519 over the canonical JSON of all other fields, base64. */
  signature: z.string(),
  /** Id of the public key: the first 16 hex digits of SHA-256 of its SPKI DER. */
  key: z.string(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;
