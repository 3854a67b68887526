import type { BranchReader, LoggedCommit } from "../core/branch-reader.ts";
import type { KeyProvider } from "../core/key-provider.ts";
import type { SealHeader, VersionHeader } from "../core/state-version.ts";
import { checkPlace, checkSigner, openEnvelope, readEnvelope } from "./envelope.ts";
import type { TrustedKeys } from "./keys.ts";
import type { Problem } from "./verify-ledger.ts";
import {
  META,
  readVersionMeta,
  SEALED_FILES,
  sealedDigest,
  succession,
  type VersionMeta,
} from "./version.ts";

export interface StateExpected {
  readonly branch: string;
  readonly stack: string;
  readonly place: VersionHeader["place"];
  readonly repository: string;
  readonly trusted: TrustedKeys;
  /** With these every version is also opened; without, signatures and headers are judged all the same. */
  readonly providers: readonly KeyProvider[];
}

export interface ReadStates {
  readonly versions: number;
  readonly opened: number;
  readonly commits: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

type Tree = Readonly<Record<string, string>>;

/** Holds every version of a branch to its rules: signed, of this stack, on the parent it was made for, after the version before it. */
export async function verifyStates(
  reader: BranchReader,
  tip: string,
  expected: StateExpected,
): Promise<ReadStates> {
  const all = await reader.log(tip);
  // A recovery version hangs on the state it was made after; only its last commit is its own.
  const steps = expected.place === "recovery" ? all.slice(-1) : all;
  const blobs = await reader.blobs(
    steps.flatMap(({ files }) => Object.values(files).filter((id) => id !== null)),
  );
  const problems: Problem[] = [];
  let tree: Tree = {};
  let previous: VersionHeader | null | undefined;
  let opened = 0;
  for (const [index, step] of steps.entries()) {
    tree = treeAfter(tree, step, expected.place);
    const version = await readVersion({ step, tree, blobs }, expected);
    const entry = `${expected.branch} ${index + 1}`;
    const reasons = [...version.problems];
    const header = version.meta?.of ?? null;
    if (header !== null && previous !== null && expected.place === "state") {
      const reason = succession(previous ?? null, header);
      if (reason !== null) reasons.push(reason);
    }
    problems.push(...reasons.map((problem) => ({ entry, problem })));
    previous = header;
    opened += version.opened;
  }
  return { versions: steps.length, opened, commits: new Set(all.map(({ commit }) => commit)), problems };
}

/** The files of a version: the commit changes them against its parent, and what it does not name is as before. */
function treeAfter(tree: Tree, step: LoggedCommit, place: VersionHeader["place"]): Tree {
  const start = place === "recovery" ? {} : tree;
  return Object.fromEntries(
    Object.entries({ ...start, ...step.files }).filter((pair): pair is [string, string] => pair[1] !== null),
  );
}

interface Found {
  readonly step: LoggedCommit;
  readonly tree: Tree;
  readonly blobs: ReadonlyMap<string, Uint8Array>;
}

interface VersionRead {
  readonly meta: VersionMeta | null;
  readonly opened: number;
  readonly problems: readonly string[];
}

async function readVersion({ step, tree, blobs }: Found, expected: StateExpected): Promise<VersionRead> {
  const known: readonly string[] = [META, SEALED_FILES.state, SEALED_FILES.journal];
  const problems = Object.keys(tree)
    .filter((path) => !known.includes(path))
    .map((path) => `holds ${path}, which no version has`);
  if (step.parents.length > 1) problems.push("is a merge of two histories");
  const bytes = blobs.get(tree[META] ?? "");
  const meta = attempt(problems, () => {
    return readVersionMeta(
      bytes === undefined ? null : Buffer.from(bytes).toString("utf8"),
      expected.trusted,
    );
  });
  if (meta === null) return { meta, opened: 0, problems };
  problems.push(...headerProblems(meta.of, step, expected));
  let opened = 0;
  for (const content of ["state", "journal"] as const) {
    const sealed = blobs.get(tree[SEALED_FILES[content]] ?? "");
    opened += await openFile({ meta, content, sealed }, expected, problems);
  }
  return { meta, opened, problems };
}

function headerProblems(of: VersionHeader, step: LoggedCommit, expected: StateExpected): readonly string[] {
  const problems: string[] = [];
  if (of.repository !== expected.repository) problems.push(`was made for ${of.repository}`);
  if (of.stack !== expected.stack) problems.push(`was made for the stack ${of.stack}`);
  if (of.place !== expected.place) problems.push(`was made as a ${of.place} version`);
  if (of.parent !== (step.parents[0] ?? null))
    problems.push("was made for another parent: it was put back or moved");
  return problems;
}

async function openFile(
  file: { meta: VersionMeta; content: SealHeader["content"]; sealed: Uint8Array | undefined },
  expected: StateExpected,
  problems: string[],
): Promise<number> {
  const { meta, content, sealed } = file;
  const name = SEALED_FILES[content];
  if (sealed === undefined) {
    if (meta.files[content] !== null) problems.push(`lacks ${name}`);
    return 0;
  }
  if (sealedDigest(sealed) !== meta.files[content]) problems.push(`${name} is not the file that was signed`);
  const envelope = attempt(problems, () => {
    const read = readEnvelope(sealed);
    checkSigner(read, expected.trusted);
    checkPlace(read, { of: meta.of, content });
    return read;
  });
  const isOurs = expected.providers.some(({ id }) => id === envelope?.header.provider);
  if (envelope === null || !isOurs) return 0;
  const reason = await openEnvelope(envelope, expected.providers).then(
    () => null,
    (error: unknown) => `${name}: ${messageOf(error)}`,
  );
  if (reason !== null) problems.push(reason);
  return reason === null ? 1 : 0;
}

/** What refuses here is told, and the audit goes on. */
function attempt<T>(problems: string[], step: () => T): T | null {
  try {
    return step();
  } catch (error) {
    problems.push(messageOf(error));
    return null;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
