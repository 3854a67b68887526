import type { ChangeDocument } from "../core/change-document.ts";
import { PipelineError } from "../core/error.ts";
import type { Finding } from "../core/finding.ts";
import type { PolicyEngine } from "../core/policy-engine.ts";
import type { PolicyManifest } from "../core/policy-manifest.ts";
import { bySeverity, requireSame } from "./evaluated.ts";

/**
 * What the policies hold against the change. An empty answer counts only when the module is the one of the manifest, every rule
 * of the manifest was evaluated, and there was something to read; otherwise the refusals `policy/other-module`,
 * `policy/rules-missing`, `policy/nothing-read`.
 */
export async function judgePolicies(
  document: ChangeDocument,
  engine: PolicyEngine,
  manifest: PolicyManifest,
): Promise<Finding[]> {
  if (engine.digest !== manifest.module) throw otherModule(engine.digest, manifest.module);
  if (document.resources.length === 0 && document.data.length === 0) throw nothingRead();

  const { findings, rules } = await engine.evaluate(document);
  requireSame(
    manifest.rules.map((rule) => rule.id),
    rules,
    "policy/rules-missing",
  );
  return findings.toSorted(bySeverity);
}

function otherModule(found: string, expected: string): PipelineError {
  return new PipelineError(
    "policy/other-module",
    "The policy module is not the one its manifest describes.",
    {
      next: "Restore policies/bundle.wasm and policies/manifest.json from the same commit, or run `npm run policies`.",
      details: { found, expected },
    },
  );
}

function nothingRead(): PipelineError {
  return new PipelineError(
    "policy/nothing-read",
    "The change has no resource to judge, which is not a pass.",
    {
      next: "Check that the plan is of the right stack and was made without -target.",
    },
  );
}
