import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { packedCatalogues } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";

/** The first type of a provider within 50 ms and 80 MB on top of what the runtime takes by itself, and all committed data, facts and search index included, below 1 MB. */
const GOAL = { loadMs: 50, addedMb: 80, bytes: 1_000_000 };
const DATA = "app/shared/catalogue/data";
const RUNS = 3;

const catalogue = catalogueOf(packedCatalogues());
const rows = Object.keys(catalogue.providers).map((provider) => {
  const types = catalogue.types({ provider });
  const type = types[Math.floor(types.length / 2)] ?? "";
  const runs = Array.from({ length: RUNS }, () => measure(provider, type));
  const [best] = runs.sort((one, other) => one.loadMs - other.loadMs);
  const { loadMs = 0, nextMs = 0, addedMb = 0, rssMb = 0 } = best ?? {};
  return {
    provider,
    bytes: statSync(`${DATA}/${provider}.br`).size,
    "first type, ms": Number(loadMs.toFixed(1)),
    "next types, ms": Number(nextMs.toFixed(2)),
    "adds, MB": Math.round(addedMb),
    "process, MB": Math.round(rssMb),
    met: best?.found === true && loadMs < GOAL.loadMs && addedMb < GOAL.addedMb,
  };
});

interface Measured {
  readonly found: boolean;
  readonly loadMs: number;
  readonly nextMs: number;
  readonly addedMb: number;
  readonly rssMb: number;
}

function measure(provider: string, type: string): Measured {
  const args = ["test/bench/catalogue-one.ts", provider, type];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

const files = readdirSync(DATA, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
const bytes = files.reduce((sum, { name, parentPath }) => sum + statSync(`${parentPath}/${name}`).size, 0);
const passed = rows.filter((row) => row.met).length;
const total = rows.length;
const maxLoadMs = Math.max(...rows.map((row) => row["first type, ms"]));
const maxAddedMb = Math.max(...rows.map((row) => row["adds, MB"]));
const maxProcessMb = Math.max(...rows.map((row) => row["process, MB"]));
console.table(rows);
console.log(
  JSON.stringify({
    name: "bench:catalogue",
    passed,
    total,
    share: passed / total,
    maxLoadMs,
    maxAddedMb,
    maxProcessMb,
    bytes,
  }),
);
process.exitCode = passed === total && bytes < GOAL.bytes ? 0 : 1;
