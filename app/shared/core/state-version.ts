import { z } from "zod";

/** A run of the workflow, as the Actions API names it. */
export const RunName = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  attempt: z.int().min(1),
});
export type RunName = z.infer<typeof RunName>;

/** What every version of a state says about itself in clear, authenticated with what it seals and signed by the deployer. */
export const VersionHeader = z.strictObject({
  version: z.literal(1),
  /** A recovery version must not pass for a state version. */
  place: z.enum(["state", "recovery"]),
  /** `owner/name`. */
  repository: z.string(),
  stack: z.string(),
  /** Counts the versions of the branch from 1, without a gap. */
  sequence: z.int().min(1),
  /** The version's git parent, null for the first. */
  parent: z.string().nullable(),
  /** Terraform's own lineage and serial; null and 0 while Terraform has written no state. */
  lineage: z.string().nullable(),
  serial: z.int().min(0),
  run: RunName,
  /** Orders the versions within one run, where Terraform's serial stands still. */
  counter: z.int().min(1),
});
export type VersionHeader = z.infer<typeof VersionHeader>;

/** One sealed file: the version it belongs to, what it is, and how its data key was wrapped. */
export const SealHeader = z.strictObject({
  of: VersionHeader,
  content: z.enum(["state", "journal"]),
  compression: z.literal("brotli"),
  provider: z.string(),
  /** Base64, as are the others. */
  wrappedKey: z.base64(),
  iv: z.base64(),
  signer: z.string(),
});
export type SealHeader = z.infer<typeof SealHeader>;
