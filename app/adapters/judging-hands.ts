import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { opaEngines, type PolicyEngines } from "#shared/adapters/opa.ts";
import { runProcess } from "#shared/adapters/process.ts";
import { findSandbox } from "#shared/adapters/sandbox.ts";
import { sandboxedSynthesiser } from "#shared/adapters/synthesiser.ts";
import { trivyScanner } from "#shared/adapters/trivy.ts";
import type { CheckOffline } from "#shared/core/offline-check.ts";
import { parseJson } from "#shared/core/parse.ts";
import { PolicyManifest } from "#shared/core/policy-manifest.ts";
import type { Scanner } from "#shared/core/scanner.ts";
import type { Synthesiser } from "#shared/core/synthesiser.ts";
import { judgingCode } from "./judging-code.ts";
import { type OfflineSettings, offlineHands } from "./offline/offline-hands.ts";
import { remember } from "./remember.ts";

const POLICIES = new URL("../../policies/", import.meta.url);

export interface JudgingHands {
  readonly synthesiser: Synthesiser;
  readonly engines: PolicyEngines;
  readonly manifest: PolicyManifest;
  readonly code: string;
  readonly scanner: Scanner;
  readonly checkOffline: CheckOffline;
}

/** Sandbox, policy module and scanner: all three are found and tried before the first request is taken. */
export async function judgingHands(
  trivy: { binary: string; cacheDirectory: string },
  offline: OfflineSettings = { searchPath: "" },
): Promise<JudgingHands> {
  const nodeModules = dirname(dirname(createRequire(import.meta.url).resolve("cdktf/package.json")));
  const sandbox = await findSandbox(runProcess);
  const synthesiser = sandboxedSynthesiser({ sandbox, nodeModules });
  const scanner = trivyScanner({ ...trivy, run: runProcess });
  await scanner.ready();
  return {
    synthesiser: { synthesise: remember(synthesiser.synthesise) },
    checkOffline: offlineHands(offline, { sandbox, run: runProcess }).check,
    scanner: { ...scanner, scan: remember(scanner.scan) },
    code: judgingCode(),
    engines: await opaEngines(readFileSync(new URL("bundle.wasm", POLICIES))),
    manifest: parseJson(
      PolicyManifest,
      readFileSync(new URL("manifest.json", POLICIES), "utf8"),
      "policy/manifest-unreadable",
    ),
  };
}
