import { z } from "zod";
import { Severity } from "./finding.ts";

/** What the metadata of one rule says. */
export const PolicyRule = z.strictObject({
  /** `topic/rule`. */
  id: z.string(),
  title: z.string(),
  description: z.string(),
  severity: Severity,
  /** Control ids such as `CIS-AWS-1.4/2.1.5`. */
  controls: z.array(z.string()),
  /** Resource types that the rule looks at. */
  types: z.array(z.string()),
});
export type PolicyRule = z.infer<typeof PolicyRule>;

/** `policies/manifest.json`: what the compiled module must contain, written when it is built. */
export const PolicyManifest = z.strictObject({
  version: z.literal(1),
  /** SHA-256 (hex) of `policies/bundle.wasm`. */
  module: z.string().regex(/^[0-9a-f]{64}$/),
  rules: z.array(PolicyRule).min(1, "a set without rules passes everything"),
});
export type PolicyManifest = z.infer<typeof PolicyManifest>;
