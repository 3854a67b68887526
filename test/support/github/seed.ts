import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Hub } from "./hub.ts";

/** The first commit of the default branch, put there as the owner does before any rule exists. Nothing is told of it. */
export function seed(hub: Hub, files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), "seed-"));
  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=Omar", "-c", "user.email=omar@example.com", ...args], {
      cwd: directory,
      encoding: "utf8",
    }).trim();
  try {
    git("init", "--quiet", `--initial-branch=${hub.defaultBranch}`);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
    git("add", "--all");
    git("commit", "--quiet", "--message", "chore: set up the repository");
    const sha = git("rev-parse", "HEAD");
    hub.git.text(["fetch", "--quiet", directory, `+HEAD:refs/heads/${hub.defaultBranch}`]);
    return sha;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
