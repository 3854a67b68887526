import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GitPlace, openGit } from "../../app/shared/adapters/git.ts";
import type { Git } from "../../app/shared/core/git.ts";

export const IDENTITY = { name: "Deployer", email: "deployer@example.org" };

/** A real bare repository in a folder of its own, and as many clones of it as a test wants. */
export interface BareRepository {
  readonly folder: string;
  readonly remote: string;
  clone(name?: string, place?: Partial<GitPlace>): Git;
  /** Runs git in the bare repository and returns its output. */
  git(...args: string[]): string;
  remove(): void;
}

/** Empty, or with everything that another one holds now. */
export function bareRepository(from: BareRepository | null = null): BareRepository {
  const folder = mkdtempSync(join(tmpdir(), "code-bare-"));
  const remote = join(folder, "remote.git");
  if (from === null) execFileSync("git", ["init", "-q", "--bare", "-b", "main", remote]);
  else cpSync(from.remote, remote, { recursive: true });
  let clones = 0;
  return {
    folder,
    remote,
    clone(name = `clone-${++clones}`, place = {}) {
      return openGit({ directory: join(folder, name), remote, identity: IDENTITY, ...place });
    },
    git: (...args) => execFileSync("git", args, { cwd: remote, encoding: "utf8", maxBuffer: 1e9 }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (value: Uint8Array | null): string | null =>
  value === null ? null : new TextDecoder().decode(value);
