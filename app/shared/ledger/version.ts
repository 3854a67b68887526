import { createHash } from "node:crypto";
import { z } from "zod";
import { PipelineError } from "../core/error.ts";
import { VersionHeader } from "../core/state-version.ts";
import type { TrustedKeys } from "./keys.ts";
import { readRecord } from "./signed.ts";

export const META = "meta.json";
export const SEALED_FILES = { state: "state.bin", journal: "journal.bin" } as const;
export const VERSION_PURPOSE = "code/state-version";
export const LOCK_FILE = "lock.json";
export const LOCK_PURPOSE = "code/lock";

export function stateBranch(stack: string): string {
  return `code/state/${stack}`;
}

export function lockBranch(stack: string): string {
  return `code/lock/${stack}`;
}

export function recoveryBranch(stack: string, run: string): string {
  return `code/recovery/${stack}/${run}`;
}

/** `meta.json`: the version in clear, without addresses and without the digest of anything clear, signed by the deployer. */
export const VersionMeta = z.strictObject({
  of: VersionHeader,
  /** SHA-256 (hex) of the sealed bytes of each file. */
  files: z.strictObject({ state: z.string().nullable(), journal: z.string().nullable() }),
});
export type VersionMeta = z.infer<typeof VersionMeta>;

export function sealedDigest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What a trusted deployer says about the version; anything else is `state/foreign-signer` or `state/unreadable`. */
export function readVersionMeta(text: string | null, trusted: TrustedKeys): VersionMeta {
  const next = "Run `code-engine verify` on a clone, and `code-state history` to find the last good version.";
  const record = text === null ? null : readRecord(VERSION_PURPOSE, text, trusted);
  if (record === null) throw new PipelineError("state/unreadable", `The version has no ${META}.`, { next });
  if (record.kind === "doubtful") {
    throw new PipelineError("state/foreign-signer", `${META} ${record.reason}.`, { next });
  }
  const meta = VersionMeta.safeParse(record.body);
  if (meta.success) return meta.data;
  throw new PipelineError("state/unreadable", `${META} has another shape.`, { next, cause: meta.error });
}

/** Why `next` cannot follow `previous` on the branch, or null. Nothing is ordered by time. */
export function succession(previous: VersionHeader | null, next: VersionHeader): string | null {
  if (previous === null) return next.sequence === 1 ? null : `starts at version ${next.sequence}`;
  if (next.sequence !== previous.sequence + 1)
    return `is version ${next.sequence} after ${previous.sequence}`;
  if (previous.lineage !== null && next.lineage !== previous.lineage) return "is of another lineage";
  if (next.serial < previous.serial) return `has serial ${next.serial} after ${previous.serial}`;
  const isSameRun = next.run.id === previous.run.id && next.run.attempt === previous.run.attempt;
  if (isSameRun && next.counter <= previous.counter) {
    return `counts ${next.counter} after ${previous.counter} in one run`;
  }
  return null;
}
