import { mkdir } from "node:fs/promises";
import { PipelineError } from "../core/error.ts";
import type { Git } from "../core/git.ts";
import { type Access, tokenSettings, withSshKey } from "./git/access.ts";
import { history } from "./git/history.ts";
import { branch } from "./git/names.ts";
import { must, readBlob, writeCommit, writeTree } from "./git/objects.ts";
import { pushAtomic } from "./git/push.ts";
import { fetchBranches, listBranches } from "./git/remote.ts";
import { gitRunner, type RunGit } from "./git/run.ts";

export interface GitPlace extends Access {
  /** Absolute path of the clone; made as a bare repository where there is none. */
  readonly directory: string;
  /** Address of the remote: https, ssh or a path; never with a credential in it. */
  readonly remote: string;
  /** Who the commits are by. */
  readonly identity: { readonly name: string; readonly email: string };
  /** Variables git needs beside its closed environment, such as `PATH` or `HTTPS_PROXY`. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A clone and its one remote. Nothing is read from the machine's git configuration, and nothing is asked. */
export function openGit(place: GitPlace): Git {
  if (/^[a-z+]+:\/\/[^/]*:[^/]*@/i.test(place.remote)) {
    throw new PipelineError("git/credential-in-address", "The remote's address carries a credential.", {
      next: "Give the address without it, and the token apart.",
    });
  }
  const { name, email } = place.identity;
  const people = {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
  };
  const settings = tokenSettings(place.remote, place.token);
  const plain = gitRunner(place.directory, { ...place.environment, ...people }, settings);
  const run = prepared(place.directory, plain);
  const online = (args: readonly string[]) => withSshKey(run, place, args);
  return gitOver({ run, online, remote: place.remote });
}

/** Makes the repository before the first command, once. */
function prepared(directory: string, run: RunGit): RunGit {
  let ready: Promise<void> | undefined;
  return async (args, call) => {
    ready ??= prepare(directory, run);
    await ready;
    return await run(args, call);
  };
}

async function prepare(directory: string, run: RunGit): Promise<void> {
  await mkdir(directory, { recursive: true });
  const found = await run(["rev-parse", "--resolve-git-dir", `${directory}/.git`]);
  const bare = found.code === 0 ? found : await run(["rev-parse", "--resolve-git-dir", directory]);
  if (bare.code !== 0) await must(run, ["init", "-q", "--bare", "--end-of-options", directory]);
}

interface Lines {
  readonly run: RunGit;
  readonly online: (args: readonly string[]) => ReturnType<RunGit>;
  readonly remote: string;
}

function gitOver({ run, online, remote }: Lines): Git {
  const past = history(run);
  const fetch: Git["fetch"] = async (branches) =>
    await fetchBranches({ run, online, remote }, branches.map(branch));
  return {
    ...past,
    fetch,
    remoteBranches: (prefix) => listBranches({ run, online, remote }, prefix),
    read: (commit, path) => readBlob(run, commit, path),
    async commit({ files, parents, message }) {
      return await writeCommit(run, { tree: await writeTree(run, null, files), parents, message });
    },
    async amendTree({ parent, files, message }) {
      const tree = await writeTree(run, parent, files);
      return await writeCommit(run, { tree, parents: [parent], message });
    },
    push: (updates) =>
      pushAtomic({ url: remote, run: online, tips: fetch, isAncestor: past.isAncestor }, updates),
  };
}
