import { CONSULTED, type Consultation, type Consulted } from "#shared/core/consultation.ts";
import { isJsonObject, type Json, plainJson } from "#shared/core/json.ts";
import type { LedgerEntry, LedgerEvent } from "#shared/core/ledger-entry.ts";
import { LedgerEntry as Entry } from "#shared/core/ledger-entry.ts";
import { parseJson } from "#shared/core/parse.ts";
import { appendToLedger, type Ledger, readLedger } from "#shared/ledger/append.ts";
import { HEAD, ledgerBranch } from "#shared/ledger/chain.ts";
import { sealConsultation } from "#shared/ledger/sealed-consultation.ts";

/** An interrupted order appends at once when it is resumed: its entry is among the newest. */
const LOOK_BACK = 20;
/** Sealed, in bytes: what is larger is named by its digest only. */
const LARGEST_ATTACHED = 1_000_000;

export interface Recorder {
  /** Appends the event unless one of this kind about the same comment, and the same pull request, is there already. */
  record(kind: LedgerEvent["kind"], body: { readonly comment: number } & Record<string, Json>): Promise<void>;
  /** Appends a consultation, sealed beside its entry, unless the same one of this comment is there already. */
  consulted(body: Omit<Consulted, "sealed">, consultation: Consultation): Promise<void>;
  /** Logins that the ledger names as those who asked for a pull request. */
  requestersOf(pullRequest: number): Promise<readonly string[]>;
}

/** The App's own ledger of one repository; `sealing` is the key of its consultations. */
export function recorderOf(ledger: Ledger, sealing: Uint8Array): Recorder {
  const { store, writer, repository } = ledger;
  const newestSequence = async () => {
    const tip = await store.tip(ledgerBranch(writer));
    const text = tip === null ? null : await store.read(tip, HEAD);
    return text === null ? 0 : parseJson(Entry, text, "ledger/unreadable").sequence;
  };
  const isThere = async (kind: string, isSame: (body: Record<string, Json>) => boolean) => {
    const from = Math.max(1, (await newestSequence()) - LOOK_BACK);
    const entries = await readLedger(store, writer, from);
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
      const place = { repository, packet: told.packet, kind: CONSULTED };
      const attachment = sealConsultation(plainJson(content), place, sealing);
      const fits = attachment.length <= LARGEST_ATTACHED;
      const body = { ...told, sealed: fits ? ("attached" as const) : ("left-out" as const) };
      await appendToLedger(ledger, { kind: CONSULTED, body, ...(fits ? { attachment } : {}) });
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

function about({ body }: LedgerEvent): Record<string, Json> {
  return isJsonObject(body) ? body : {};
}

function loginsOf({ event }: LedgerEntry): string[] {
  const { requester, inherits } = about(event);
  return [requester, ...(Array.isArray(inherits) ? inherits : [])].filter(
    (login) => typeof login === "string",
  );
}
