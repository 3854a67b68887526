import { readFileSync } from "node:fs";
import { opaEngines } from "#shared/adapters/opa.ts";
import { parseJson } from "#shared/core/parse.ts";
import { PolicyManifest } from "#shared/core/policy-manifest.ts";

/** The committed module and its manifest. */
export async function committedPolicies() {
  const manifest = readFileSync("policies/manifest.json", "utf8");
  return {
    engines: await opaEngines(readFileSync("policies/bundle.wasm")),
    manifest: parseJson(PolicyManifest, manifest, "policy/manifest-unreadable"),
  };
}
