import { TypedChange } from "#shared/core/typed-change.ts";
import { emitChange } from "../../app/emit/emit-change.ts";
import { CATALOGUE } from "../support/catalogue.ts";

/** Milliseconds at the median: 50 new resources, and one edit of a stack of 1,000 lines. */
const GOALS = { emit: 200, edit: 500 };
const ROUNDS = 15;
const PATH = "stacks/large/large.ts";

const bucket = (index: number) => ({
  kind: "create",
  type: "aws_s3_bucket",
  name: `bucket${index}`,
  arguments: { bucket: `acme-${index}`, force_destroy: false, tags: { team: "a", stage: "test" } },
});
const of = (operations: unknown[]) =>
  TypedChange.parse({ stack: "large", title: "Write buckets", operations });

function emit(change: TypedChange, text: string | null): string {
  const read = (path: string) => (path === PATH ? text : null);
  const provider = { name: "aws", region: "eu-west-1" };
  return emitChange({ change, catalogue: CATALOGUE, folder: "stacks/large", provider, read })[PATH] ?? "";
}

/** Median and slowest of several rounds; the first one, which reads the catalogue, counts too. */
function timed(act: () => void): { median: number; first: number } {
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    act();
    return performance.now() - started;
  });
  const first = Math.round(times[0] ?? 0);
  return { median: Math.round(times.sort((one, other) => one - other)[ROUNDS >> 1] ?? 0), first };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => bucket(index));
const fifty = of(many(50));
const large = emit(of(many(170)), null);
const lines = large.split("\n").length;
const change = of([
  { kind: "edit", address: "aws_s3_bucket.bucket90", set: [{ path: "tags.stage", value: "live" }] },
]);
const figures = { emit: timed(() => emit(fifty, null)), edit: timed(() => emit(change, large)) };

console.table({
  "50 new resources": { ...figures.emit, goal: GOALS.emit },
  [`an edit of ${lines} lines`]: { ...figures.edit, goal: GOALS.edit },
});
const passed = Number(figures.emit.median < GOALS.emit) + Number(figures.edit.median < GOALS.edit);
console.log(JSON.stringify({ name: "bench:emit", passed, total: 2, share: passed / 2, lines, ...figures }));
process.exitCode = passed === 2 ? 0 : 1;
