import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { openClone } from "#shared/adapters/clone.ts";
import { parseJson } from "#shared/core/parse.ts";
import { trustedLedger } from "#shared/ledger/trusted-ledger.ts";
import { Trust } from "#shared/ledger/verify-repository.ts";
import { visible } from "#shared/report/escape.ts";
import { historyIn } from "../experts/record/history.ts";
import { type Tally, talliesOf } from "../experts/record/tally.ts";

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
  const ledger = await trustedLedger(openClone(resolve(repository)), trust);
  const history = historyIn(ledger.map(({ entry }) => entry.event));
  const seats = talliesOf(history);
  const consultations = history.consultations.length;
  console.log(values.json ? JSON.stringify({ consultations, seats }) : inWords(consultations, seats));
  return consultations === 0 ? 3 : 0;
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
