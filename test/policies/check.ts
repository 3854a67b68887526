import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tool } from "../support/tools.ts";
import { BUNDLE, buildPolicies, MANIFEST } from "./bundle.ts";

/** `npm run check:policies`: format, strict compilation, every Rego test, and the committed bytes are those of the sources. */
const opa = (...args: string[]) => execFileSync(tool("opa"), args, { stdio: ["ignore", "pipe", "inherit"] });

const steps: Record<string, () => void> = {
  "opa fmt": () => void opa("fmt", "--fail", "--list", "policies"),
  "opa check": () => void opa("check", "--strict", "policies"),
  "opa test": () => void opa("test", "--ignore", "*.json", "policies"),
  "committed module": () => {
    const { wasm, manifest } = buildPolicies();
    const same = readFileSync(BUNDLE).equals(wasm) && readFileSync(MANIFEST, "utf8") === manifest;
    if (!same) throw new Error("policies/bundle.wasm is not what the sources give: run `npm run policies`");
  },
};

for (const [step, run] of Object.entries(steps)) {
  try {
    run();
  } catch (cause) {
    const output = cause instanceof Error && "stdout" in cause ? String(cause.stdout) : "";
    console.error(`${step}: ${output}${cause instanceof Error ? cause.message : cause}`);
    process.exitCode = 1;
  }
}
if (process.exitCode !== 1) console.log(`policies: ${Object.keys(steps).join(", ")}: passed`);
