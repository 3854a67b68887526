import type { Git } from "../../app/shared/core/git.ts";

export interface Way {
  /** What was done. */
  readonly title: string;
  readonly branch: string;
  /** The rewritten branch's tip. */
  readonly tip: string;
  /** What `verify` has to name. */
  readonly entry: string;
}

type Files = Readonly<Record<string, Uint8Array>>;
interface Version {
  readonly files: Files;
  readonly message: string;
}

/** Every way to alter one branch: each blob of each entry changed by one byte, each entry dropped, each two swapped. */
export async function alterations(git: Git, branch: string, tip: string): Promise<readonly Way[]> {
  const versions = await read(git, tip);
  const ways: Way[] = [];
  const add = async (title: string, changed: readonly Version[], number: number) => {
    ways.push({ title, branch, tip: await write(git, changed), entry: `${branch} ${number}` });
  };
  for (const [index] of versions.entries()) {
    const number = index + 1;
    for (const path of changedFiles(versions, index)) {
      for (const share of [0.1, 0.5, 0.95]) {
        const title = `a byte of ${path} in entry ${number} at ${share}`;
        await add(title, flip(versions, { index, path, share }), number);
      }
    }
    const isLast = number === versions.length;
    // Without tips to compare with, a missing last entry is a shorter story; the rewind is tried with tips.
    if (!isLast)
      await add(
        `entry ${number} dropped`,
        versions.filter((_, at) => at !== index),
        number,
      );
    if (!isLast) await add(`entries ${number} and ${number + 1} swapped`, swapped(versions, index), number);
  }
  return ways;
}

async function read(git: Git, tip: string): Promise<readonly Version[]> {
  const steps = await git.firstParents(null, tip);
  return await Promise.all(
    steps.map(async ({ commit }) => {
      const paths = await git.paths(commit);
      const files = await Promise.all(
        paths.map(async (path) => [path, (await git.read(commit, path)) ?? new Uint8Array()]),
      );
      return { files: Object.fromEntries(files), message: commit };
    }),
  );
}

/** Rebuilds a branch from its trees: every object and every reference is whole again, so that git finds nothing wrong. */
async function write(git: Git, versions: readonly Version[]): Promise<string> {
  let tip: string | null = null;
  for (const { files, message } of versions) {
    tip = await git.commit({ files, parents: tip === null ? [] : [tip], message });
  }
  return tip ?? "";
}

function changedFiles(versions: readonly Version[], index: number): readonly string[] {
  const files: Files = versions[index]?.files ?? {};
  const before: Files = versions[index - 1]?.files ?? {};
  return Object.keys(files).filter((path) => {
    const [now, then] = [files[path], before[path]];
    return then === undefined || now === undefined || !Buffer.from(now).equals(then);
  });
}

/** One bit of one byte, in this version and wherever later trees keep the same file. */
function flip(
  versions: readonly Version[],
  { index, path, share }: { index: number; path: string; share: number },
): readonly Version[] {
  const original = Buffer.from(versions[index]?.files[path] ?? []);
  const changed = Buffer.from(original);
  const at = Math.floor(original.length * share);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return versions.map((version) => {
    const here = version.files[path];
    const isSame = here !== undefined && original.equals(here);
    return isSame ? { ...version, files: { ...version.files, [path]: changed } } : version;
  });
}

function swapped(versions: readonly Version[], index: number): readonly Version[] {
  const [one, two] = [versions[index], versions[index + 1]];
  if (one === undefined || two === undefined) return versions;
  return versions.with(index, two).with(index + 1, one);
}
