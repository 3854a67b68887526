import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { findTool, type Tool } from "../support/tools.ts";

const WANTED: readonly { readonly tool: Tool; readonly size: string; readonly why: string }[] = [
  { tool: "terraform", size: "90 MB", why: "plans and applies" },
  { tool: "trivy", size: "160 MB", why: "scans every plan" },
  { tool: "moto_server", size: "120 MB", why: "is the mock cloud" },
];

/** Says what is missing and how large it is, then lets `.ci/tools` fetch it into the cache; gives what is missing still. */
export function prepareTools(root: string): readonly Tool[] {
  const missing = WANTED.filter(({ tool }) => findTool(tool) === null);
  if (missing.length === 0) return [];
  console.log("Not found on this machine, and fetched once into a cache:");
  for (const { tool, size, why } of missing) console.log(`  ${tool.padEnd(12)} ${size.padStart(7)}  ${why}`);
  spawnSync("bash", [join(root, ".ci", "tools")], { stdio: "inherit" });
  return WANTED.map(({ tool }) => tool).filter((tool) => findTool(tool) === null);
}

/** A PATH with Node 24 first and every tool, wherever it was found. */
export function toolPath(root: string): string {
  const found = WANTED.map(({ tool }) => findTool(tool)).filter((path) => path !== null);
  return [join(root, "node_modules", ".bin"), process.env.PATH ?? "", ...found.map(dirname)].join(delimiter);
}

const DEPTH = 3;
const UNLIKELY = new Set(["proc", "sys", "dev", "run", "node_modules", "lost+found"]);

/** The parent of a directory `registry.terraform.io`: a provider mirror that this machine may have; null without one. */
export function providerMirror(start = "/", depth = DEPTH): string | null {
  if (existsSync(join(start, "registry.terraform.io"))) return start;
  if (depth === 0) return null;
  for (const name of folders(start)) {
    const found = providerMirror(join(start, name), depth - 1);
    if (found !== null) return found;
  }
  return null;
}

function folders(path: string): readonly string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !UNLIKELY.has(entry.name))
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
