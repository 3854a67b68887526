import type { LoggedCommit } from "../core/branch-reader.ts";
import type { KeyProvider } from "../core/key-provider.ts";
import type { SealHeader, VersionHeader } from "../core/state-version.ts";
import { checkPlace, checkSigner, openEnvelope, readEnvelope } from "./envelope.ts";
import type { TrustedKeys } from "./keys.ts";
import { META, readVersionMeta, SEALED_FILES, sealedDigest, type VersionMeta } from "./version.ts";

export interface StateExpected {
  readonly branch: string;
  readonly stack: string;
  readonly place: VersionHeader["place"];
  readonly repository: string;
  readonly trusted: TrustedKeys;
  /** With these every version is also opened; without, signatures and headers are judged all the same. */
  readonly providers: readonly KeyProvider[];
}

/** Path → blob. */
export type Tree = Readonly<Record<string, string>>;

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

/** A version by itself: signed, with the files that it names, of this stack and on the parent it was made for; each problem in words. */
export async function readVersion(
  { step, tree, blobs }: Found,
  expected: StateExpected,
): Promise<VersionRead> {
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
