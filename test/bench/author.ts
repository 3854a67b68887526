import { writeChange } from "../../app/author/write-change.ts";
import { readRequest } from "../../app/intent/read-request.ts";
import { PARAPHRASES, STACK } from "../app/intent/paraphrases/all.ts";

interface Row {
  readonly kind: string;
  passed: number;
  total: number;
  readonly times: number[];
}

const rows = PARAPHRASES.map(({ kind, creates, changes, removes }): Row => {
  const row: Row = { kind, passed: 0, total: 0, times: [] };
  const phrases = [
    ...creates.map(([text, name, attributes]) => ({ text, name, attributes, verb: "create", existing: [] })),
    ...changes.map(([text, name, attributes]) => ({
      text,
      name,
      attributes,
      verb: "change",
      existing: STACK,
    })),
    ...removes.map(([text, name]) => ({ text, name, attributes: {}, verb: "remove", existing: STACK })),
  ];
  for (const { text, existing, ...wanted } of phrases) {
    const started = performance.now();
    const read = readRequest(text, { existing });
    if (read.kind === "understood" && wanted.verb === "create") {
      writeChange({ stack: "bench", region: "eu-west-1", wishes: read.wishes, existing });
    }
    row.times.push(performance.now() - started);
    row.total += 1;
    if (read.kind === "understood" && matches(read.wishes, { kind, ...wanted })) row.passed += 1;
    else console.error(`not understood: ${text}`);
  }
  return row;
});

const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);
const passed = sum(rows.map((row) => row.passed));
const total = sum(rows.map((row) => row.total));
const times = rows.flatMap((row) => row.times).sort((one, other) => one - other);
const p95 = times[Math.floor(times.length * 0.95)] ?? 0;

console.table(
  rows.map(({ kind, passed, total, times }) => ({
    kind,
    passed,
    total,
    "ms each": (sum(times) / total).toFixed(1),
  })),
);
console.log(
  JSON.stringify({ name: "bench:author", passed, total, share: passed / total, p95Ms: Math.round(p95) }),
);
process.exitCode = passed === total ? 0 : 1;

function matches(wishes: readonly unknown[], wanted: Record<string, unknown>): boolean {
  return wishes.length === 1 && sorted(wishes[0]) === sorted(wanted);
}

/** One text whatever the order of the keys. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, member]) => `${key}:${sorted(member)}`).join()}}`;
}
