import { parseArgs } from "node:util";
import { understandRequest } from "../../app/steps/request/understand.ts";
import { KNOWN } from "../support/known.ts";
import { AS_EXPECTED, judge, type Outcome } from "./requests/judge.ts";
import { readRows } from "./requests/rows.ts";

/** Share of the requests that must be understood, asked about or refused as expected; none may be understood wrongly. */
const GOAL = 0.85;
const OUTCOMES: readonly Outcome[] = ["exact", "asked", "refused", "partly", "timid", "unquoted", "wrong"];

const { values } = parseArgs({
  options: { list: { type: "string" }, plant: { type: "boolean" } },
});

const rows = readRows().map((row, index) => {
  const request = values.plant
    ? row.request.replaceAll(/\b(no|not|never|without|three|two)\b/g, "")
    : row.request;
  const spoken = {
    stack: "shop",
    region: "eu-west-1",
    cloud: row.cloud,
    existing: row.existing,
    answers: null,
  };
  const started = performance.now();
  const meant = understandRequest({ ...spoken, request }, KNOWN);
  const ms = performance.now() - started;
  return { ...row, ...judge(row, meant), ms, part: index % 2 === 0 ? "even" : "odd" };
});
type Judged = (typeof rows)[number];

for (const row of rows.filter(({ part, outcome }) => isListed(part) && !AS_EXPECTED.includes(outcome))) {
  console.error(`${row.outcome} · ${row.cloud} · ${row.request.slice(0, 160)}\n    ${row.why.slice(0, 400)}`);
}
for (const key of ["cloud", "class", "part"] as const) {
  console.table(Object.fromEntries(groupsOf(key).map(([name, group]) => [name, figuresOf(group)])));
}
const figures = figuresOf(rows);
const halves = Object.fromEntries(groupsOf("part").map(([name, group]) => [name, figuresOf(group).share]));
const ms = rows.map((row) => row.ms).toSorted((one, other) => one - other);
const passed = rows.filter(({ outcome }) => AS_EXPECTED.includes(outcome)).length;
console.log(
  JSON.stringify({
    name: "bench:requests",
    passed,
    total: rows.length,
    ...figures,
    halves,
    medianMs: Math.round(ms[Math.floor(ms.length / 2)] ?? 0),
    slowestMs: Math.round(ms.at(-1) ?? 0),
  }),
);
process.exitCode = figures.share >= GOAL && figures.wrong === 0 ? 0 : 1;

function isListed(part: string): boolean {
  return values.list === "all" || values.list === part;
}

function groupsOf(key: "cloud" | "class" | "part"): [string, Judged[]][] {
  return Object.entries(Object.groupBy(rows, (row) => row[key])).map(([name, group]) => [name, group ?? []]);
}

function figuresOf(group: readonly Judged[]) {
  const counts = Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, group.filter((row) => row.outcome === outcome).length]),
  ) as Record<Outcome, number>;
  const asExpected = AS_EXPECTED.reduce((sum, outcome) => sum + counts[outcome], 0);
  return { ...counts, rows: group.length, share: Number((asExpected / group.length).toFixed(3)) };
}
