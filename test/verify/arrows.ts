import { existsSync, readdirSync } from "node:fs";
import { cruise } from "dependency-cruiser";
import extractConfig from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config";

/** Holds the imports against the arrows of the house, and fails when fewer modules were seen than there are files: a check that reads nothing passes everything. */
const ROOTS = ["app", "action", "stacks", "test"].filter((root) => existsSync(root));

const files = ROOTS.flatMap((root) => readdirSync(root, { recursive: true, encoding: "utf8" })).filter(
  (path) => path.endsWith(".ts") && !path.startsWith("dist/") && !path.includes("node_modules/"),
);

const options = await extractConfig("./.dependency-cruiser.mjs");
const { output } = await cruise(ROOTS, options, undefined, { tsConfig: extractTsConfig("tsconfig.json") });
if (typeof output === "string") throw new Error(output);

const seen = output.modules.filter((module) =>
  /^(app|action|stacks|test)\/.*[.]ts$/.test(module.source),
).length;
for (const { rule, from, to } of output.summary.violations) console.error(`${rule.name}: ${from} -> ${to}`);
if (seen < files.length) console.error(`arrows: saw ${seen} modules of ${files.length} files`);
const passed = output.summary.violations.length === 0 && seen >= files.length;
console.log(
  `arrows: ${seen} modules, ${output.summary.totalDependenciesCruised} arrows, ${output.summary.violations.length} against the rules`,
);
process.exitCode = passed ? 0 : 1;
