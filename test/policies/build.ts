import { writeFileSync } from "node:fs";
import { BUNDLE, buildPolicies, MANIFEST } from "./bundle.ts";

/** `npm run policies`: compiles the module and writes the manifest that says which rules must be in it. */
const { wasm, manifest } = buildPolicies();
writeFileSync(BUNDLE, wasm);
writeFileSync(MANIFEST, manifest);
console.log(`policies: ${JSON.parse(manifest).rules.length} rules, ${wasm.length} bytes`);
