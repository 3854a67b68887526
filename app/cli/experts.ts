import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { openClone } from "#shared/adapters/clone.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { LedgerEvent } from "#shared/core/ledger-entry.ts";
import { parseJson } from "#shared/core/parse.ts";
import { ledgerBranch } from "#shared/ledger/chain.ts";
import { trustedKeys } from "#shared/ledger/keys.ts";
import { rewound } from "#shared/ledger/verify-claims.ts";
import { verifyLedger } from "#shared/ledger/verify-ledger.ts";
import { verifyOutcomes } from "#shared/ledger/verify-outcomes.ts";
import { Trust } from "#shared/ledger/verify-repository.ts";
import { visible } from "#shared/report/escape.ts";
import { historyIn } from "../experts/history.ts";
import { type Tally, talliesOf } from "../experts/tally.ts";

const USAGE = "usage: code-engine experts REPO --trust FILE [--json]";

/** What became of all that each seat has said, from the App's ledger in a clone: offline and without a key. Figures of a ledger that does not hold are none. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { trust: { type: "string" }, json: { type: "boolean", default: false } },
  });
  const [repository] = positionals;
  if (repository === undefined || values.trust === undefined || positionals.length > 1) {
    console.error(USAGE);
    return 2;
  }
  const trust = parseJson(Trust, readFileSync(values.trust, "utf8"), "ledger/bad-trust");
  const history = historyIn(await trustedEvents(resolve(repository), trust));
  const seats = talliesOf(history);
  const consultations = history.consultations.length;
  console.log(values.json ? JSON.stringify({ consultations, seats }) : inWords(consultations, seats));
  return consultations === 0 ? 3 : 0;
}

async function trustedEvents(directory: string, trust: Trust): Promise<readonly LedgerEvent[]> {
  const branch = ledgerBranch("app");
  const reader = openClone(directory);
  const tip = (await reader.branches())[branch];
  const { repository, keys, tips } = trust;
  const expected = { writer: "app" as const, repository, trusted: trustedKeys(keys.app) };
  const chain = tip === undefined ? null : await verifyLedger(reader, tip, expected);
  const seen = Object.fromEntries(Object.entries(tips).filter(([name]) => name === branch));
  const gone = rewound(seen, new Map(chain === null ? [] : [[branch, chain.commits]]));
  const problems = chain === null ? [] : [...chain.problems, ...verifyOutcomes(chain)];
  const [first] = [...problems, ...gone];
  if (first === undefined) return (chain?.entries ?? []).flatMap((entry) => entry?.event ?? []);
  throw new PipelineError("ledger/not-verified", `${first.entry} ${first.problem}.`, {
    next: "Run `code-engine verify` to see all that is wrong with this clone.",
  });
}

const COLUMNS = [
  "seat",
  "filled by",
  "heard/asked",
  "right",
  "wrong",
  "open",
  "demoted",
  "precision",
  "90 %",
];

function inWords(consultations: number, seats: readonly Tally[]): string {
  if (consultations === 0)
    return "The ledger has no consultation in which models sat: fetch the branches below code/.";
  const table = [[...COLUMNS, "dollars", "median ms"], ...seats.map(rowOf)];
  const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0))) ?? [];
  const lines = table.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [...lines, "", `${consultations} consultations; demoted findings are among the wrong ones.`].join(
    "\n",
  );
}

function rowOf(tally: Tally): string[] {
  const { duty, by, heard, asked, right, wrong, open, demoted, precision, dollars, milliseconds } = tally;
  const { mean, low, high } = precision;
  return [
    ...[duty, by === null ? "all" : visible(by), `${heard}/${asked}`],
    ...[right, wrong, open, demoted].map(String),
    ...[mean.toFixed(2), `${low.toFixed(2)}-${high.toFixed(2)}`],
    ...[dollars.toFixed(4), milliseconds === null ? "" : String(milliseconds)],
  ];
}
