import { PipelineError } from "#shared/core/error.ts";
import type { Json } from "#shared/core/json.ts";
import type { LedgerEntry, Writer } from "#shared/core/ledger-entry.ts";
import type { Settings } from "#shared/core/settings.ts";
import { appendToLedger, gitLedgerStore, readLedger } from "#shared/ledger/append.ts";
import { entryDigest, isEntrySigned } from "#shared/ledger/chain.ts";
import { type Signer, trustedKeys } from "#shared/ledger/keys.ts";
import type { Context, Hands } from "./hands.ts";

export interface Ledgers {
  readonly app: readonly LedgerEntry[];
  readonly deploy: readonly LedgerEntry[];
}

/** Both ledgers, oldest entry first; an entry that is not signed by its writer, or does not follow, is `ledger/untrusted`. */
export async function readLedgers(settings: Settings, hands: Hands, context: Context): Promise<Ledgers> {
  return {
    app: await readTrusted("app", settings.keys.app, [hands, context]),
    deploy: await readTrusted("deploy", settings.keys.deployer, [hands, context]),
  };
}

/** One ledger, under the same rule. */
export async function readTrusted(
  writer: Writer,
  keys: readonly string[],
  [{ git }, { repository }]: [Hands, Context],
): Promise<readonly LedgerEntry[]> {
  const entries = await readLedger(gitLedgerStore(git), writer);
  const trusted = trustedKeys(keys);
  entries.forEach((entry, index) => {
    const previous = entries[index - 1];
    const follows = entry.previous === (previous === undefined ? null : entryDigest(previous));
    const isOurs = entry.writer === writer && entry.repository === repository;
    if (!(follows && isOurs && isEntrySigned(entry, trusted))) throw untrusted(entry);
  });
  return entries;
}

function untrusted({ writer, sequence }: LedgerEntry): PipelineError {
  return new PipelineError(
    "ledger/untrusted",
    `Entry ${sequence} of the ledger ${writer} was not written by us.`,
    {
      next: "Run `code-engine verify` to see what was altered.",
    },
  );
}

/** One event of the deployer, as one signed entry. */
export async function record(kind: string, body: Json, [hands, context]: [Hands, Context]): Promise<void> {
  const { repository } = context;
  const store = gitLedgerStore(hands.git);
  const ledger = { store, writer: "deploy" as const, repository, signer: signerOf(context), now: hands.now };
  await appendToLedger(ledger, { kind, body });
  hands.log.info(kind);
}

/** The deployer's key; `apply/no-signing-key` in a job that was not given it. */
export function signerOf({ signer }: Context): Signer {
  if (signer !== null) return signer;
  throw new PipelineError("apply/no-signing-key", "This job has no signing key.", {
    next: "Give the input `signing-key` from the secrets of the apply environment.",
  });
}

/** The key behind state, fingerprints and seals; `state/no-key` in a job that was not given it. */
export function stateKeyOf({ stateKey }: Context): Uint8Array {
  if (stateKey !== null) return stateKey;
  throw new PipelineError("state/no-key", "This job has no state key.", {
    next: "Give the input `state-key` from the secrets of the environment.",
  });
}
