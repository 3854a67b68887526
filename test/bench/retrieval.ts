import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { packedCatalogues, packedFacts, packedIndexes } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { factsOf } from "#shared/catalogue/facts/pack.ts";
import { searchIn } from "#shared/catalogue/search/retrieve.ts";
import requests from "./retrieval/requests.json" with { type: "json" };

/** How many types and tokens of description a prompt has room for, and the share of tasks whose types must all be among them. */
const TYPES = { limits: { types: 40, tokens: 1_000_000 }, goal: 0.92 };
const TOKENS = { limits: { types: 1000, tokens: 12_000 }, goal: 0.95 };
/** Of requests that nobody worded with a provider's documentation in hand. */
const OWN_GOAL = 0.9;
const SLOWEST_MS = 50;
const RUNS = 3;

interface Task {
  readonly prompt: string;
  readonly resources: string;
  readonly difficulty: number;
  readonly reference_hcl: string;
}

const { values } = parseArgs({ options: { tasks: { type: "string" }, plant: { type: "boolean" } } });
if (values.tasks === undefined) {
  console.error("usage: npm run bench:retrieval -- --tasks tasks.jsonl [--plant]");
  process.exit(2);
}
const tasks: Task[] = readFileSync(values.tasks, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

const catalogue = catalogueOf(packedCatalogues());
const search = searchIn(catalogue, factsOf(packedFacts()), packedIndexes());

const rows = tasks.map((task, index) => {
  const request = values.plant ? task.prompt.replaceAll(/\w+/g, (word) => word.slice(0, 2)) : task.prompt;
  const started = performance.now();
  const few = new Set(search.retrieve(request, TYPES.limits).map(nameOf));
  const ms = performance.now() - started;
  const cheap = search.retrieve(request, TOKENS.limits);
  const needed = neededBy(task);
  const managed = needed.filter((name) => !name.startsWith("data."));
  return {
    index,
    task,
    ms,
    half: index % 2 === 0 ? "even" : "odd",
    inTypes: managed.every((name) => few.has(name)),
    inTokens: managed.every((name) => cheap.some((one) => nameOf(one) === name)),
    sourcesInTypes: needed.every((name) => few.has(name)),
    withSources: needed.every((name) => cheap.some((one) => nameOf(one) === name)),
    missing: managed.filter((name) => !few.has(name)),
    cheap: cheap.length,
  };
});

function nameOf({ type }: { type: { type: string; mode: string } }): string {
  return type.mode === "data" ? `data.${type.type}` : type.type;
}

/** The column names both modes alike: the reference says which is meant. Types that no catalogue holds cannot be asked for. */
function neededBy(task: Task): string[] {
  const names = new Set(task.resources.split(/,\s*/).filter((name) => name !== ""));
  return [...names].flatMap((name) => {
    const isManaged = new RegExp(`resource\\s+"?${name}"?\\s`).test(task.reference_hcl);
    const isSource = new RegExp(`data\\s+"?${name}"?\\s`).test(task.reference_hcl);
    const managed = catalogue.find(name) !== null && (isManaged || !isSource) ? [name] : [];
    const source = catalogue.find(name, "data") !== null && isSource ? [`data.${name}`] : [];
    return [...managed, ...source];
  });
}

type Row = (typeof rows)[number];
const share = (some: readonly Row[], of: (row: Row) => boolean) =>
  some.filter(of).length / (some.length || 1);
const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
const halves = {
  even: rows.filter((row) => row.half === "even"),
  odd: rows.filter((row) => row.half === "odd"),
  all: rows,
};
console.table(
  Object.entries(halves).map(([half, some]) => ({
    half,
    tasks: some.length,
    "all within 40 types": percent(share(some, (row) => row.inTypes)),
    "within 12,000 tokens": percent(share(some, (row) => row.inTokens)),
    "40 types, data sources too": percent(share(some, (row) => row.sourcesInTypes)),
    "12,000 tokens, data sources too": percent(share(some, (row) => row.withSources)),
  })),
);
console.table(
  [1, 2, 3, 4, 5, 6].map((difficulty) => {
    const some = rows.filter((row) => row.task.difficulty === difficulty);
    return {
      difficulty,
      tasks: some.length,
      "all within 40 types": percent(share(some, (row) => row.inTypes)),
      "within 12,000 tokens": percent(share(some, (row) => row.inTokens)),
    };
  }),
);
for (const row of halves.even.filter(({ inTypes }) => !inTypes))
  console.log(`${row.index}: ${row.missing.join(", ")}\n    ${row.task.prompt.trim().slice(0, 160)}`);

const own = requests.map(({ provider, request, types }) => {
  const found = new Set(search.retrieve(request, { ...TYPES.limits, provider }).map(nameOf));
  return { provider, isFound: types.every((type) => found.has(type)) };
});
console.table(
  ["aws", "azurerm", "google", "kubernetes"].map((provider) => {
    const some = own.filter((one) => one.provider === provider);
    const found = some.filter(({ isFound }) => isFound).length;
    return {
      "own words": provider,
      requests: some.length,
      "all within 40 types": percent(found / some.length),
    };
  }),
);

/** The best of some processes: to load the provider, and the first request behind it; not a number where nothing is found. */
const firsts = ["aws", "azurerm", "google", "kubernetes"].map((provider) => {
  const runs = Array.from({ length: RUNS }, () => {
    const args = ["test/bench/retrieval/first.ts", provider];
    const { loadMs, ms, found } = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
    return found > 0 ? { loadMs, ms } : { loadMs: Number.NaN, ms: Number.NaN };
  });
  const best = (part: "loadMs" | "ms") => Number(Math.min(...runs.map((run) => run[part])).toFixed(1));
  return { "first request": provider, loadMs: best("loadMs"), ms: best("ms") };
});
console.table(firsts);
const loadMs = Math.max(...firsts.map((first) => first.loadMs));
const firstMs = Math.max(...firsts.map(({ ms }) => ms));

const ownShare = own.filter(({ isFound }) => isFound).length / own.length;

const times = rows.map(({ ms }) => ms).sort((left, right) => left - right);
const at = (part: number) => Number((times[Math.floor(part * (times.length - 1))] ?? 0).toFixed(1));
const fits = rows.map(({ cheap }) => cheap).sort((left, right) => left - right)[Math.floor(rows.length / 2)];
const result = {
  name: "bench:retrieval",
  passed: rows.filter((row) => row.inTypes).length,
  total: rows.length,
  share: share(rows, (row) => row.inTypes),
  withinTokens: share(rows, (row) => row.inTokens),
  even: {
    types: share(halves.even, (row) => row.inTypes),
    tokens: share(halves.even, (row) => row.inTokens),
  },
  odd: { types: share(halves.odd, (row) => row.inTypes), tokens: share(halves.odd, (row) => row.inTokens) },
  typesIn12000Tokens: fits,
  ownWords: Number(ownShare.toFixed(3)),
  loadMs,
  firstMs,
  p50Ms: at(0.5),
  p95Ms: at(0.95),
};
console.log(JSON.stringify(result));
const isMet =
  ownShare >= OWN_GOAL &&
  result.share >= TYPES.goal &&
  result.withinTokens >= TOKENS.goal &&
  loadMs < SLOWEST_MS &&
  firstMs < SLOWEST_MS &&
  result.p95Ms < SLOWEST_MS;
process.exit(isMet ? 0 : 1);
