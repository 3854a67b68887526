import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The files through which a step speaks to the runner. */
export const FILES = [
  "GITHUB_OUTPUT",
  "GITHUB_ENV",
  "GITHUB_PATH",
  "GITHUB_STEP_SUMMARY",
  "GITHUB_STATE",
] as const;
export type Files = Readonly<Record<(typeof FILES)[number], string>>;

export function newFiles(directory: string): Files {
  mkdirSync(directory, { recursive: true });
  const entries = FILES.map((name) => {
    const path = join(directory, name.toLowerCase());
    writeFileSync(path, "");
    return [name, path];
  });
  return Object.fromEntries(entries) as Files;
}

/** `name=value` lines, and `name<<DELIMITER` blocks for what has lines of its own. */
export function readPairs(path: string): Record<string, string> {
  const lines = readFileSync(path, "utf8").split("\n");
  const pairs: Record<string, string> = {};
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const block = /^([^=<]+)<<(.+)$/.exec(line);
    if (block !== null) {
      const end = lines.indexOf(block[2] ?? "", index + 1);
      pairs[block[1] ?? ""] = lines.slice(index + 1, end).join("\n");
      index = end;
    } else if (line.includes("=")) {
      pairs[line.slice(0, line.indexOf("="))] = line.slice(line.indexOf("=") + 1);
    }
  }
  return pairs;
}
