import { PipelineError } from "#shared/core/error.ts";
import { canonicalJson } from "#shared/core/json.ts";
import { parseJson } from "#shared/core/parse.ts";
import type { RunName, SealHeader, VersionHeader } from "#shared/core/state-version.ts";
import { checkPlace, checkSigner, openEnvelope, readEnvelope } from "#shared/ledger/envelope.ts";
import { signRecord } from "#shared/ledger/signed.ts";
import {
  META,
  readVersionMeta,
  SEALED_FILES,
  sealedDigest,
  VERSION_PURPOSE,
  type VersionMeta,
} from "#shared/ledger/version.ts";
import { Journal } from "./journal.ts";
import type { Base, Content, StateReader, StateWriter } from "./place.ts";
import { sealContent } from "./seal.ts";
import { identityOfState } from "./terraform-state.ts";

/** GitHub refuses blobs above 100 MB; what comes near it is refused here, before anything is pushed. */
const LARGEST = 90 * 1024 * 1024;

/** Makes the commit that follows `base`; nothing is pushed. */
export async function makeVersion(
  writer: StateWriter,
  base: Base,
  version: { place: VersionHeader["place"]; run: RunName; content: Content },
): Promise<{ commit: string; header: VersionHeader }> {
  const header = headerAfter(writer, base, version);
  const files: Record<string, Uint8Array> = {};
  const state = version.content.state;
  if (state !== null)
    files[SEALED_FILES.state] = await seal(writer, header, { content: "state", bytes: state });
  if (version.content.journal !== null) {
    const bytes = Buffer.from(canonicalJson(version.content.journal), "utf8");
    files[SEALED_FILES.journal] = await seal(writer, header, { content: "journal", bytes });
  }
  const digest = (name: string) => (files[name] === undefined ? null : sealedDigest(files[name]));
  const meta: VersionMeta = {
    of: header,
    files: { state: digest(SEALED_FILES.state), journal: digest(SEALED_FILES.journal) },
  };
  files[META] = Buffer.from(signRecord(VERSION_PURPOSE, meta, writer.signer), "utf8");
  const message = `state(${writer.stack}): version ${header.sequence}, serial ${header.serial}`;
  const parents = base.commit === null ? [] : [base.commit];
  return { commit: await writer.git.commit({ files, parents, message }), header };
}

function headerAfter(
  { repository, stack }: StateReader,
  { commit, header }: Base,
  { place, run, content }: { place: VersionHeader["place"]; run: RunName; content: Content },
): VersionHeader {
  const none = { lineage: header?.lineage ?? null, serial: header?.serial ?? 0 };
  const identity = content.state === null ? none : identityOfState(content.state);
  const isSameRun = header !== null && header.run.id === run.id && header.run.attempt === run.attempt;
  return {
    version: 1,
    place,
    repository,
    stack,
    sequence: (header?.sequence ?? 0) + 1,
    parent: commit,
    ...identity,
    run,
    counter: isSameRun ? header.counter + 1 : 1,
  };
}

async function seal(
  writer: StateWriter,
  of: VersionHeader,
  { content, bytes }: { content: SealHeader["content"]; bytes: Uint8Array },
): Promise<Uint8Array> {
  const sealed = await sealContent({ of, content, bytes }, writer);
  if (sealed.length <= LARGEST) return sealed;
  throw new PipelineError(
    "state/too-large",
    `The sealed ${content} has ${sealed.length} bytes, of ${LARGEST}.`,
    {
      next: "Split the stack; the version was not pushed.",
    },
  );
}

/** A version in clear, believed only when signer, place, parent and every byte fit. */
export async function readVersion(
  reader: StateReader,
  commit: string,
  place: VersionHeader["place"] = "state",
): Promise<{ header: VersionHeader; content: Content }> {
  const { header, files } = await readHeader(reader, commit, place);
  const state = await open(reader, commit, { of: header, content: "state", digest: files.state });
  const journal = await open(reader, commit, { of: header, content: "journal", digest: files.journal });
  const text = journal === null ? null : Buffer.from(journal).toString("utf8");
  return {
    header,
    content: { state, journal: text === null ? null : parseJson(Journal, text, "state/unreadable") },
  };
}

/** The clear part of a version: signed by a deployer, of this stack, and on the parent it was made for. */
export async function readHeader(
  reader: StateReader,
  commit: string,
  place: VersionHeader["place"] = "state",
): Promise<{ header: VersionHeader; files: VersionMeta["files"] }> {
  const bytes = await reader.git.read(commit, META);
  const { of, files } = readVersionMeta(bytes && Buffer.from(bytes).toString("utf8"), reader.trusted);
  const isHere = of.repository === reader.repository && of.stack === reader.stack && of.place === place;
  if (!isHere) {
    const origin = `${of.place} of ${of.stack} in ${of.repository}`;
    throw doubt("state/misplaced", `The version was made for ${origin}.`);
  }
  const [parent = null] = await reader.git.parents(commit);
  if (parent !== of.parent)
    throw doubt("state/replayed", "The version was made for another parent: an older one was put back.");
  return { header: of, files };
}

async function open(
  reader: StateReader,
  commit: string,
  file: { of: VersionHeader; content: SealHeader["content"]; digest: string | null },
): Promise<Uint8Array | null> {
  const bytes = await reader.git.read(commit, SEALED_FILES[file.content]);
  if (bytes === null && file.digest === null) return null;
  if (bytes === null || sealedDigest(bytes) !== file.digest) {
    // What is no envelope at all is called by its name before its digest is held against it.
    if (bytes !== null) checkSigner(readEnvelope(bytes), reader.trusted);
    throw doubt("state/tampered", `${SEALED_FILES[file.content]} is not the file that was signed.`);
  }
  const envelope = readEnvelope(bytes);
  checkSigner(envelope, reader.trusted);
  checkPlace(envelope, file);
  return await openEnvelope(envelope, reader.open);
}

function doubt(code: `state/${string}`, message: string): PipelineError {
  const next = "Run `code-engine verify` on a clone; nothing is applied on a state that is in doubt.";
  return new PipelineError(code, message, { next });
}
