import type { BranchReader } from "../core/branch-reader.ts";
import { PipelineError } from "../core/error.ts";
import type { LedgerEntry } from "../core/ledger-entry.ts";
import { ledgerBranch } from "./chain.ts";
import { trustedKeys } from "./keys.ts";
import { rewound } from "./verify-claims.ts";
import { type Problem, verifyLedger } from "./verify-ledger.ts";
import { verifyOutcomes } from "./verify-outcomes.ts";
import type { Trust } from "./verify-repository.ts";

export interface TrustedEntry {
  readonly entry: LedgerEntry;
  /** The text of the file that lies beside it, null where it names none. */
  attached(): Promise<string | null>;
}

const BRANCH = ledgerBranch("app");

/**
 * The App's ledger of a clone: every entry signed and in its place, and nothing gone that the auditor has seen. One that is not makes the
 * whole `ledger/not-verified`. What it says of the deployer's ledger is held against that one by `code-engine verify`.
 */
export async function trustedLedger(reader: BranchReader, trust: Trust): Promise<readonly TrustedEntry[]> {
  const { repository, keys, tips } = trust;
  const { [BRANCH]: tip } = await reader.branches();
  const seen = Object.entries(tips).filter(([branch]) => branch === BRANCH);
  if (tip === undefined) return whole([], rewound(Object.fromEntries(seen), new Map()));
  const expected = { writer: "app" as const, repository, trusted: trustedKeys(keys.app) };
  const chain = await verifyLedger(reader, tip, expected);
  const lost = rewound(Object.fromEntries(seen), new Map([[BRANCH, chain.commits]]));
  const entries = chain.entries.filter((entry) => entry !== null);
  const read = entries.map((entry) => ({
    entry,
    attached: () => textOf(reader, chain.attachments.get(entry.sequence)),
  }));
  return whole(read, [...chain.problems, ...verifyOutcomes(chain), ...lost]);
}

function whole(entries: readonly TrustedEntry[], problems: readonly Problem[]): readonly TrustedEntry[] {
  const [first] = problems;
  if (first === undefined) return entries;
  // Paths and keys in it are foreign text.
  const said = `${first.entry} ${first.problem}.`.replaceAll(/[^ -~]/g, "?");
  throw new PipelineError("ledger/not-verified", said, {
    next: "Run `code-engine verify` to see all that is wrong with this clone.",
  });
}

async function textOf(reader: BranchReader, blob: string | undefined): Promise<string | null> {
  if (blob === undefined) return null;
  const bytes = (await reader.blobs([blob])).get(blob);
  return bytes === undefined ? null : Buffer.from(bytes).toString("utf8");
}
