import { readFileSync } from "node:fs";
import { parseJson } from "../core/parse.ts";
import { PolicyManifest } from "../core/policy-manifest.ts";
import { opaEngines, type PolicyEngines } from "./opa.ts";

export interface Policies {
  readonly engines: PolicyEngines;
  readonly manifest: PolicyManifest;
}

/** The module and the text of its manifest, wherever they were read; `policy/…` where they are not what they should be. */
export async function policiesFrom(wasm: Uint8Array, manifest: string): Promise<Policies> {
  return {
    engines: await opaEngines(wasm),
    manifest: parseJson(PolicyManifest, manifest, "policy/manifest-unreadable"),
  };
}

const SHIPPED = new URL("../../../policies/", import.meta.url);

/** The policies of this repository. A bundle, which lies elsewhere, brings their bytes along and calls `policiesFrom`. */
export function shippedPolicies(): Promise<Policies> {
  const manifest = readFileSync(new URL("manifest.json", SHIPPED), "utf8");
  return policiesFrom(readFileSync(new URL("bundle.wasm", SHIPPED)), manifest);
}
