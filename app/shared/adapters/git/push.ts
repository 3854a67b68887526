import { PipelineError } from "../../core/error.ts";
import type { PushOutcome, RefUpdate } from "../../core/git.ts";
import { branch, commitId } from "./names.ts";
import type { GitResult } from "./run.ts";

type RunRemote = (args: readonly string[]) => Promise<GitResult>;

export interface Remote {
  readonly url: string;
  readonly run: RunRemote;
  /** Fetches these branches and returns their tips; throws when the remote cannot be reached. */
  readonly tips: (branches: readonly string[]) => Promise<Readonly<Record<string, string>>>;
  readonly isAncestor: (older: string, newer: string) => Promise<boolean>;
}

/** What git and its servers say when a reference is no longer what the lease expected. */
const MOVED =
  /stale info|cannot lock ref|failed to lock|failed to update ref|fetch first|non-fast-forward|already exists|incorrect old value/i;

/** One atomic push with a lease on each reference; after any failure the remote's own references decide what happened. */
export async function pushAtomic(remote: Remote, updates: readonly RefUpdate[]): Promise<PushOutcome> {
  const leases = updates.map((update) => `--force-with-lease=${ref(update)}:${update.expected ?? ""}`);
  const specs = updates.map(
    (update) => `${update.next === null ? "" : commitId(update.next)}:${ref(update)}`,
  );
  const args = ["push", "--porcelain", "--atomic", "--no-verify", "--no-follow-tags", ...leases];
  const result = await remote.run([...args, "--end-of-options", remote.url, ...specs]);
  if (result.code === 0) return { kind: "pushed" };

  const lines = result.stdout.toString("utf8").split("\n");
  return await judgeByRemote(remote, updates, {
    said: words(result),
    isAnswered: lines.some((line) => line.startsWith("!")),
  });
}

function ref(update: RefUpdate): string {
  if (update.expected !== null) commitId(update.expected);
  return `refs/heads/${branch(update.branch)}`;
}

function words(result: GitResult): string {
  const rejected = result.stdout
    .toString("utf8")
    .split("\n")
    .filter((line) => line.startsWith("!"));
  return [...rejected, result.stderr].join("\n").trim().slice(0, 2000);
}

interface Failure {
  readonly said: string;
  /** The remote spoke about the references: it refused, the connection was not lost. */
  readonly isAnswered: boolean;
}

/** Git repeats a request whose answer was lost, so that even "already exists" can be the echo of our own success. */
async function judgeByRemote(
  remote: Remote,
  updates: readonly RefUpdate[],
  failure: Failure,
): Promise<PushOutcome> {
  const tips = await tipsAfter(remote, updates, failure.said);
  const reached = await Promise.all(
    updates.map((update) => isReached(remote, update, tips[update.branch] ?? null)),
  );
  if (reached.every((yes) => yes)) return { kind: "pushed" };
  if (failure.isAnswered && MOVED.test(failure.said)) return { kind: "stale", message: failure.said };
  const isUntouched = updates.every((update) => (tips[update.branch] ?? null) === update.expected);
  if (!isUntouched) return { kind: "stale", message: failure.said };
  if (failure.isAnswered) {
    throw new PipelineError("git/push-refused", `The remote refused the push: ${failure.said}`, {
      next: "Read the remote's reason: a ruleset, a hook or a missing permission.",
    });
  }
  throw new PipelineError("git/push-failed", `The push did not reach the remote: ${failure.said}`, {
    next: "Nothing was written; check the connection and push again.",
    details: { effect: "none" },
  });
}

async function tipsAfter(
  remote: Remote,
  updates: readonly RefUpdate[],
  said: string,
): Promise<Readonly<Record<string, string>>> {
  try {
    return await remote.tips(updates.map((update) => update.branch));
  } catch (cause) {
    throw new PipelineError("git/push-failed", `The connection was lost during the push: ${said}`, {
      next: "Whether the remote took it is not known; read its branches before pushing again.",
      cause,
      details: { effect: "unknown" },
    });
  }
}

/** A push had its effect when the branch stands where it should, or has moved on from there. */
async function isReached(remote: Remote, update: RefUpdate, tip: string | null): Promise<boolean> {
  if (update.next === null || tip === null) return update.next === tip;
  return tip === update.next || (await remote.isAncestor(update.next, tip));
}
