import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import type { Operation, TypedChange } from "#shared/core/typed-change.ts";
import type { Value } from "#shared/core/value.ts";
import { CATALOGUE } from "../support/catalogue.ts";

/** A change of a hundred resources is checked in 50 ms, sound or with an error in every fifth resource. */
const GOAL_MS = 50;
const RESOURCES = 100;
const RUNS = 9;

const TYPES: readonly (readonly [type: string, given: Record<string, Value>])[] = [
  ["aws_vpc", { cidr_block: "10.0.0.0/16", tags: { Name: "net" } }],
  ["aws_subnet", { vpc_id: { $ref: "aws_vpc.r0.id" }, cidr_block: "10.0.1.0/24" }],
  ["aws_security_group", { vpc_id: { $ref: "aws_vpc.r0.id" }, name: "web" }],
  ["aws_instance", { ami: "ami-1", instance_type: "t3.micro", subnet_id: { $ref: "aws_subnet.r1.id" } }],
  ["aws_s3_bucket", { bucket: "invoices" }],
];

function change(wrongEvery: number): TypedChange {
  const operations = Array.from({ length: RESOURCES }, (_, index): Operation => {
    const [type, given] = TYPES[index % TYPES.length] ?? ["", {}];
    const wrong = index % wrongEvery === wrongEvery - 1;
    return {
      kind: "create",
      mode: "managed",
      type: wrong ? `${type}x` : type,
      name: `r${index}`,
      arguments: given,
      dependsOn: [],
    };
  });
  return { stack: "bench", title: "Bench", operations, assumptions: [], questions: [] };
}

function measure(of: TypedChange): { findings: number; ms: number } {
  const runs = Array.from({ length: RUNS }, () => {
    const started = performance.now();
    const { findings } = checkTypedChange(of, { catalogue: CATALOGUE, existing: [] });
    return { findings: findings.length, ms: performance.now() - started };
  });
  return runs.sort((one, other) => one.ms - other.ms)[Math.floor(RUNS / 2)] ?? { findings: 0, ms: 0 };
}

// The provider is read once by whoever asks first; that is measured by bench:catalogue.
CATALOGUE.find("aws_vpc");
const rows = [
  { change: "sound", ...measure(change(RESOURCES + 1)) },
  { change: "a wrong type in every fifth resource", ...measure(change(5)) },
];
console.table(rows.map((row) => ({ ...row, ms: Number(row.ms.toFixed(1)) })));
const passed = rows.filter(({ ms }) => ms < GOAL_MS).length;
const maxMs = Math.max(...rows.map(({ ms }) => ms));
console.log(
  JSON.stringify({ name: "bench:check", passed, total: rows.length, share: passed / rows.length, maxMs }),
);
process.exitCode = passed === rows.length ? 0 : 1;
