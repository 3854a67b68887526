import type { Archive } from "#shared/core/archive.ts";
import { PipelineError } from "#shared/core/error.ts";
import { type DriveCalls, openDrive, type Place } from "./calls.ts";
import { readCredentials } from "./credentials.ts";
import { type Errand, pauseAfter, spend, steadily, unlessStopped } from "./errand.ts";
import { archiveFailed } from "./failure.ts";

export interface DriveChoice extends Omit<Place, "credentials"> {
  /** See `readCredentials`. */
  readonly credentials: string;
}

export interface Patience {
  /** Milliseconds for one document, all calls and pauses included. */
  readonly timeoutMs?: number;
  /** Before the first further try; it doubles. */
  readonly pauseMs?: number;
  /** Further tries, all calls together. */
  readonly tries?: number;
}

/** An archive in one folder of Google Drive. Credentials that cannot be read are refused here, before the first document. */
export function driveArchive(choice: DriveChoice, patience: Patience = {}): Archive {
  const { timeoutMs = 10_000, pauseMs = 400, tries = 6 } = patience;
  const place = { ...choice, credentials: readCredentials(choice.credentials) };
  let opened: Promise<DriveCalls> | undefined;
  return {
    async keep({ digest, document }, caller) {
      const signal = AbortSignal.any([caller, AbortSignal.timeout(timeoutMs)]);
      const deadline = performance.now() + timeoutMs;
      const errand: Errand = { caller, signal, until: deadline, pauseMs, triesLeft: tries };
      const kept = { digest: checked(digest), bytes: new TextEncoder().encode(document) };
      opened ??= openDrive(place);
      return await unlessStopped(keep(await opened, kept, errand), errand);
    },
  };
}

/** A digest stands in a query: nothing else may. */
function checked(digest: string): string {
  if (/^[0-9a-f]{64}$/.test(digest)) return digest;
  throw new PipelineError("archive/digest", "The packet's name is no SHA-256.", {
    next: "Report it: CODE names packets itself.",
  });
}

interface Kept {
  readonly digest: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Looked up before each upload: a lost answer makes no second document. */
async function keep(drive: DriveCalls, { digest, bytes }: Kept, errand: Errand): Promise<"kept" | "known"> {
  const { signal } = errand;
  await steadily(() => drive.signIn(), errand);
  for (;;) {
    if (await steadily(() => drive.isKnown(digest, signal), errand)) return "known";
    const session = await steadily(() => drive.begin(digest, bytes.length, signal), errand);
    if (await upload(drive, { session, bytes }, errand)) return "kept";
    spend(errand);
  }
}

/** Goes on from where the upload broke off, as often as there are tries; false where its session has ended. */
async function upload(
  drive: DriveCalls,
  { session, bytes }: { session: string; bytes: Uint8Array<ArrayBuffer> },
  errand: Errand,
): Promise<boolean> {
  const { signal } = errand;
  const ask = () => drive.progress(session, bytes.length, signal);
  let offset = 0;
  for (;;) {
    const go = offset < bytes.length ? drive.send(session, { bytes, offset }, signal) : ask();
    const progress = await go.catch(async (error: unknown) => {
      await pauseAfter(error, errand);
      return await steadily(ask, errand);
    });
    if (progress.kind !== "partly") return progress.kind === "kept";
    if (progress.offset > bytes.length) throw archiveFailed("unreadable", null);
    if (progress.offset <= offset) spend(errand);
    offset = progress.offset;
  }
}
