import { readFileSync, writeFileSync } from "node:fs";
import { cruise } from "dependency-cruiser";
import extractConfig from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config";

/** The house as a Mermaid graph, drawn from the imports; `--write` puts it into the README, without it a README that differs fails. */
const START = "<!-- graph: npm run graph -->";
const END = "<!-- /graph -->";

/** `app/shared/checks/static-gate/x.ts` is in the room `app/shared/checks`; pipelines, entries and commands are the house `app` itself. */
function roomOf(path: string): string {
  const parts = path.split("/");
  if (path.startsWith("app/shared/")) return parts.slice(0, 3).join("/");
  const isHouse = parts.length === 2 || parts[1] === "cli" || parts[0] === "stacks";
  return parts.slice(0, isHouse ? 1 : 2).join("/");
}

const isSource = (path: string): boolean => /^(app|action|stacks)\/.*[.]ts$/.test(path);
const named = (room: string): string => `${room.replaceAll(/[^a-z]/g, "_")}["${room}"]`;
/** Everybody may know the nouns and the tokenizer: their arrows would hide all others. */
const isQuiet = (room: string): boolean => /^app\/shared\/(core|hcl)$/.test(room);

const options = await extractConfig("./.dependency-cruiser.mjs");
const { output } = await cruise(["app", "action", "stacks"], options, undefined, {
  tsConfig: extractTsConfig("tsconfig.json"),
});
if (typeof output === "string") throw new Error(output);

const arrows = new Set<string>();
for (const { source, dependencies } of output.modules.filter((module) => isSource(module.source))) {
  for (const { resolved } of dependencies.filter((dependency) => isSource(dependency.resolved))) {
    const [from, to] = [roomOf(source), roomOf(resolved)];
    if (from !== to && !isQuiet(to)) arrows.add(`  ${named(from)} --> ${named(to)}`);
  }
}

const graph = `${START}\n\`\`\`mermaid\ngraph LR\n${[...arrows].sort().join("\n")}\n\`\`\`\n${END}`;
const readme = readFileSync("README.md", "utf8");
const [before, rest] = readme.split(START);
const after = rest?.split(END)[1];
if (before === undefined || after === undefined) throw new Error(`README.md has no ${START}`);
const drawn = `${before}${graph}${after}`;

if (process.argv.includes("--write")) writeFileSync("README.md", drawn);
else if (drawn !== readme) {
  console.error("graph: the README shows another house; run npm run graph");
  process.exitCode = 1;
}
console.log(`graph: ${arrows.size} arrows between rooms`);
