import { createHash } from "node:crypto";
import { canonicalJson } from "../core/json.ts";
import type { Attached, LedgerEntry, LedgerEvent, Writer } from "../core/ledger-entry.ts";
import { isSignedBy, type Signer, type TrustedKeys } from "./keys.ts";
import { fileText } from "./signed.ts";

/** Where the newest entry lies, so that appending need not list the others. */
export const HEAD = "head.json";

export function ledgerBranch(writer: Writer): string {
  return `code/ledger/${writer}`;
}

export function entryPath(sequence: number): string {
  return `entries/${String(sequence).padStart(6, "0")}.json`;
}

/** Where the file lies that an entry names as attached. */
export function attachmentPath(sequence: number): string {
  return `attached/${String(sequence).padStart(6, "0")}`;
}

/** How an entry names its attached file. */
export function attachedAs(file: string | Uint8Array): Attached {
  const bytes = Buffer.from(file);
  return { digest: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length };
}

export interface EntryDraft {
  readonly writer: Writer;
  readonly repository: string;
  readonly previous: LedgerEntry | null;
  /** The newest entry of the other ledger. */
  readonly seen: LedgerEntry | null;
  readonly event: LedgerEvent;
  /** ISO 8601. */
  readonly at: string;
}

/** The entry that follows `previous`: it holds the digest of it and of what was seen of the other ledger, and is signed. */
export function nextEntry(draft: EntryDraft, signer: Signer): LedgerEntry {
  const { writer, repository, previous, seen, event, at } = draft;
  const unsigned = {
    version: 1 as const,
    writer,
    repository,
    sequence: (previous?.sequence ?? 0) + 1,
    previous: previous === null ? null : entryDigest(previous),
    seen: seen === null ? null : { sequence: seen.sequence, digest: entryDigest(seen) },
    at,
    event,
    key: signer.key,
  };
  return { ...unsigned, signature: Buffer.from(signer.sign(signedBytes(unsigned))).toString("base64") };
}

/** SHA-256 (hex) of the whole entry: what the next one names as `previous`. */
export function entryDigest(entry: LedgerEntry): string {
  return createHash("sha256").update(canonicalJson(entry)).digest("hex");
}

/** The files that one entry adds to its branch: itself, as the newest too, and what is attached to it. */
export function entryFiles(entry: LedgerEntry, attachment?: string): Readonly<Record<string, string>> {
  const own = { [entryPath(entry.sequence)]: fileText(entry), [HEAD]: fileText(entry) };
  return attachment === undefined ? own : { ...own, [attachmentPath(entry.sequence)]: attachment };
}

export function isEntrySigned(entry: LedgerEntry, trusted: TrustedKeys): boolean {
  const { signature, ...unsigned } = entry;
  return isSignedBy(trusted, {
    key: entry.key,
    bytes: signedBytes(unsigned),
    signature: Buffer.from(signature, "base64"),
  });
}

function signedBytes(unsigned: Omit<LedgerEntry, "signature">): Uint8Array {
  return Buffer.from(canonicalJson({ purpose: "code/ledger", ...unsigned }), "utf8");
}
