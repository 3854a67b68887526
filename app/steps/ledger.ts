import { CONSULTED, Consultation, Consulted } from "#shared/core/consultation.ts";
import { PipelineError } from "#shared/core/error.ts";
import { FINDING_OUTCOME, type FindingOutcome } from "#shared/core/finding-outcome.ts";
import { isJsonObject, type Json, plainJson } from "#shared/core/json.ts";
import type { LedgerEntry, LedgerEvent } from "#shared/core/ledger-entry.ts";
import { LedgerEntry as Entry } from "#shared/core/ledger-entry.ts";
import { parseJson, parseShape } from "#shared/core/parse.ts";
import { appendToLedger, type Ledger, type LedgerStore, readLedger } from "#shared/ledger/append.ts";
import { attachmentPath, HEAD, ledgerBranch } from "#shared/ledger/chain.ts";
import {
  type ConsultationPlace,
  openConsultation,
  sealConsultation,
} from "#shared/ledger/sealed-consultation.ts";

/** An interrupted order appends at once when it is resumed: its entry is among the newest. */
const LOOK_BACK = 20;
/** Entries that a consultation looks back at: what stood before these, it does not find fixed. */
const HISTORY = 200;
/** Sealed, in bytes: what is larger is named by its digest only. */
const LARGEST_ATTACHED = 1_000_000;

export interface Recorder {
  /** Appends the event unless one of this kind about the same comment, and the same pull request, is there already. */
  record(kind: LedgerEvent["kind"], body: { readonly comment: number } & Record<string, Json>): Promise<void>;
  /** Appends a consultation, sealed beside its entry, unless the same one of this comment is there already. */
  consulted(body: Omit<Consulted, "sealed">, consultation: Consultation): Promise<void>;
  /** Appends what became of a finding, unless that is there already. */
  outcome(body: FindingOutcome): Promise<void>;
  /** The newest events, oldest first: 200, or all of them, which is for what people do and not for every request. */
  events(reach?: "newest" | "all"): Promise<readonly LedgerEvent[]>;
  /** The consultation of this digest in full; null where it was left out, sealed with another key, or is too old. */
  opened(consultation: string): Promise<Consultation | null>;
  /** Logins that the ledger names as those who asked for a pull request. */
  requestersOf(pullRequest: number): Promise<readonly string[]>;
}

/** The App's own ledger of one repository; `sealing` is the key of its consultations. */
export function recorderOf(ledger: Ledger, sealing: Uint8Array): Recorder {
  return { ...writingTo(ledger, sealing), ...readingFrom(ledger, sealing) };
}

function writingTo(ledger: Ledger, sealing: Uint8Array): Pick<Recorder, "record" | "consulted" | "outcome"> {
  const { store, repository } = ledger;
  const isThere = async (kind: string, isSame: (body: Record<string, Json>) => boolean, back = LOOK_BACK) => {
    const entries = await newestOf(store, back);
    return entries.some(({ event }) => event.kind === kind && isSame(about(event)));
  };
  return {
    async record(kind, body) {
      const isSame = ({ comment, pullRequest }: Record<string, Json>) =>
        comment === body.comment && pullRequest === body.pullRequest;
      if (!(await isThere(kind, isSame))) await appendToLedger(ledger, { kind, body });
    },
    async consulted(told, content) {
      const isSame = ({ comment, consultation }: Record<string, Json>) =>
        comment === told.comment && consultation === told.consultation;
      if (await isThere(CONSULTED, isSame)) return;
      const attachment = sealConsultation(plainJson(content), placeOf(repository, told), sealing);
      const fits = attachment.length <= LARGEST_ATTACHED;
      const body = { ...told, sealed: fits ? ("attached" as const) : ("left-out" as const) };
      await appendToLedger(ledger, { kind: CONSULTED, body, ...(fits ? { attachment } : {}) });
    },
    async outcome(body) {
      const isSame = ({ consultation, finding, by, outcome }: Record<string, Json>) =>
        consultation === body.consultation &&
        finding === body.finding &&
        by === body.by &&
        outcome === body.outcome;
      if (await isThere(FINDING_OUTCOME, isSame, HISTORY)) return;
      await appendToLedger(ledger, { kind: FINDING_OUTCOME, body });
    },
  };
}

function readingFrom(
  { store, writer, repository }: Ledger,
  sealing: Uint8Array,
): Pick<Recorder, "events" | "opened" | "requestersOf"> {
  return {
    async events(reach = "newest") {
      const count = reach === "all" ? Number.POSITIVE_INFINITY : HISTORY;
      return (await newestOf(store, count)).map(({ event }) => event);
    },
    async opened(consultation) {
      const known = (await newestOf(store, HISTORY)).flatMap(({ event, sequence }) => {
        const told = event.kind === CONSULTED ? Consulted.safeParse(event.body).data : undefined;
        return told?.consultation === consultation ? [{ sequence, packet: told.packet }] : [];
      });
      const [last] = known.slice(-1);
      const tip = await store.tip(ledgerBranch(writer));
      if (last === undefined || tip === null) return null;
      const text = await store.read(tip, attachmentPath(last.sequence));
      return text === null ? null : openOrNull(text, placeOf(repository, last), sealing);
    },
    async requestersOf(pullRequest) {
      const entries = await readLedger(store, writer);
      return [
        ...new Set(
          entries.filter((entry) => about(entry.event).pullRequest === pullRequest).flatMap(loginsOf),
        ),
      ];
    },
  };
}

/** The newest entries of the App's ledger, oldest first. */
async function newestOf(store: LedgerStore, count: number): Promise<readonly LedgerEntry[]> {
  const tip = await store.tip(ledgerBranch("app"));
  const text = tip === null ? null : await store.read(tip, HEAD);
  const newest = text === null ? 0 : parseJson(Entry, text, "ledger/unreadable").sequence;
  return await readLedger(store, "app", Math.max(1, newest - count + 1));
}

function placeOf(repository: string, { packet }: Pick<Consulted, "packet">): ConsultationPlace {
  return { repository, packet, kind: CONSULTED };
}

/** What another key has sealed, or another version has written, is closed to us, and no fault. */
function openOrNull(text: string, place: ConsultationPlace, sealing: Uint8Array): Consultation | null {
  try {
    return parseShape(Consultation, openConsultation(text, place, sealing), "ledger/unreadable");
  } catch (error) {
    if (error instanceof PipelineError && error.code.startsWith("ledger/")) return null;
    throw error;
  }
}

function about({ body }: LedgerEvent): Record<string, Json> {
  return isJsonObject(body) ? body : {};
}

function loginsOf({ event }: LedgerEntry): string[] {
  const { requester, inherits } = about(event);
  return [requester, ...(Array.isArray(inherits) ? inherits : [])].filter(
    (login) => typeof login === "string",
  );
}
