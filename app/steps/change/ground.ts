import type { ChangeDocument } from "#shared/core/change-document.ts";
import type { Contract } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { PullRequest } from "#shared/core/host.ts";
import type { Json } from "#shared/core/json.ts";
import type { Environment } from "#shared/core/settings.ts";
import { checkPackages } from "#shared/synth/allowed-packages.ts";
import { documentFromSynth } from "#shared/synth/document-from-synth.ts";
import { prepareForHost } from "#shared/synth/prepare-for-host.ts";
import { isOwnChange } from "../../pull-request/branch.ts";
import type { Request } from "../hands.ts";
import type { Judges } from "../judges.ts";
import { readStack, type StackFiles, siteOf } from "./stack-files.ts";

/** The stack as it stands: on the default branch, and where the work starts, which on a pull request of ours is its head. */
export interface Ground {
  readonly stack: string;
  readonly stackPath: string;
  readonly environment: Environment;
  /** The pull request that gets a further commit, null for a new one. */
  readonly pullRequest: PullRequest | null;
  readonly baseBranch: string;
  /** Commit that the work starts from. */
  readonly start: string;
  readonly files: Readonly<Record<string, string>>;
  /** As they are on the default branch. */
  readonly baseFiles: Readonly<Record<string, string>>;
  readonly contracts: { readonly base: readonly Contract[]; readonly start: readonly Contract[] };
  /** Terraform JSON as synthesised; null where the stack has no code yet. */
  readonly synthesised: { readonly base: Json | null; readonly start: Json | null };
  /** The stack alone, as if all of it were new. */
  readonly standing: ChangeDocument | null;
}

/** Reads what the request is about, and synthesises it as it is. The commits are remembered: a resumed run stands on the same ground. */
export async function layGround(request: Request, stack: string, judges: Judges): Promise<Ground> {
  const { hands, order, settings } = request;
  const { repository } = hands;
  const { stackPath, environment } = siteOf(stack, settings);
  const pullRequest = await ownPullRequest(request);
  const baseBranch = await repository.defaultBranch();
  const base = await remembered(request, "base", () => repository.tip(baseBranch));
  const start =
    pullRequest === null ? base : await remembered(request, "start", async () => pullRequest.head.sha);
  // The App synthesises with its own packages: a repository that is written for others is refused, not guessed at.
  const lock = await repository.read(start, "package-lock.json");
  if (lock !== null) checkPackages(lock);
  const [before, now] = await Promise.all([
    readStack(repository, base, stackPath),
    readStack(repository, start, stackPath),
  ]);
  const synthesise = async ({ files }: StackFiles) =>
    `${stackPath}/main.ts` in files ? await judges.synthesiser.synthesise({ files, stack, stackPath }) : null;
  const startJson = await synthesise(now);
  const baseJson = start === base ? startJson : await synthesise(before);
  const host = { repository: order.repository.name, stack, ...environment };
  return {
    stack,
    stackPath,
    environment,
    pullRequest,
    baseBranch,
    start,
    files: now.files,
    baseFiles: before.files,
    contracts: { base: before.contracts, start: now.contracts },
    synthesised: { base: baseJson, start: startJson },
    standing:
      startJson === null ? null : documentFromSynth(null, prepareForHost(startJson, host), judges.catalogue),
  };
}

/** On a pull request of somebody else nothing is written: its author decides what is in it. */
async function ownPullRequest({ order, hands, thread }: Request): Promise<PullRequest | null> {
  // What is done again elsewhere gets a pull request of its own.
  if (!order.issue.isPullRequest || thread.repeats !== null) return null;
  const found = await hands.changes.pullRequest(order.issue.number);
  if (found !== null && isOwnChange(found, order.repository.name)) return found;
  throw new PipelineError("intake/not-my-pull-request", "I write only to open pull requests of my own.", {
    next: "Ask on an issue instead.",
  });
}

async function remembered(
  { order, hands }: Request,
  what: string,
  find: () => Promise<string | null>,
): Promise<string> {
  const known = hands.inbox.recall(order.key, what);
  if (typeof known === "string") return known;
  const found = await find();
  if (found === null) {
    throw new PipelineError("intake/empty-repository", "The default branch has no commit.", {
      next: "Push a first commit.",
    });
  }
  hands.inbox.remember(order.key, what, found);
  return found;
}
