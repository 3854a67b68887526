import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

export type Tool = "terraform" | "opa" | "trivy" | "moto_server" | "act" | "chromium" | "git";

/** Where `.ci/tools` puts what it installs. */
export const TOOL_CACHE = process.env.CODE_TOOL_CACHE ?? join(homedir(), ".cache", "code-engine");

/** The absolute path of a tool: on the machine first, then in the cache; null where there is none. */
export function findTool(name: Tool): string | null {
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    join(TOOL_CACHE, "bin"),
    join(TOOL_CACHE, "venv", "bin"),
  ];
  const found = folders.filter((folder) => folder !== "").map((folder) => join(folder, name));
  return found.find((path) => existsSync(path)) ?? null;
}

/** The path of a tool that a test cannot do without: a missing one fails the test, it never skips it. */
export function tool(name: Tool): string {
  const path = findTool(name);
  if (path === null) throw new Error(`${name} is missing: run .ci/tools`);
  return path;
}
