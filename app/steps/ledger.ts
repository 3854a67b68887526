import { isJsonObject, type Json } from "#shared/core/json.ts";
import type { LedgerEntry, LedgerEvent } from "#shared/core/ledger-entry.ts";
import { LedgerEntry as Entry } from "#shared/core/ledger-entry.ts";
import { parseJson } from "#shared/core/parse.ts";
import { appendToLedger, type Ledger, readLedger } from "#shared/ledger/append.ts";
import { HEAD, ledgerBranch } from "#shared/ledger/chain.ts";

/** An interrupted order appends at once when it is resumed: its entry is among the newest. */
const LOOK_BACK = 20;

export interface Recorder {
  /** Appends the event unless one of this kind about the same comment, and the same pull request, is there already. */
  record(kind: LedgerEvent["kind"], body: { readonly comment: number } & Record<string, Json>): Promise<void>;
  /** Logins that the ledger names as those who asked for a pull request. */
  requestersOf(pullRequest: number): Promise<readonly string[]>;
}

/** The App's own ledger of one repository. */
export function recorderOf(ledger: Ledger): Recorder {
  const { store, writer } = ledger;
  const newestSequence = async () => {
    const tip = await store.tip(ledgerBranch(writer));
    const text = tip === null ? null : await store.read(tip, HEAD);
    return text === null ? 0 : parseJson(Entry, text, "ledger/unreadable").sequence;
  };
  return {
    async record(kind, body) {
      const from = Math.max(1, (await newestSequence()) - LOOK_BACK);
      const entries = await readLedger(store, writer, from);
      const isThere = entries.some(
        ({ event }) =>
          event.kind === kind &&
          about(event).comment === body.comment &&
          about(event).pullRequest === body.pullRequest,
      );
      if (!isThere) await appendToLedger(ledger, { kind, body });
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
