import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { Finding } from "#shared/core/finding.ts";
import type { GateProfile } from "#shared/core/gate-profile.ts";
import { profileOfRows } from "./static-gate-profile.ts";
import { type Row, readRows, textOf } from "./static-gate-rows.ts";
import { OUR_RULES } from "./static-gate-rules.ts";

/** Drives `code-engine gate` with labelled documents. A denial counts only with the row's rule, a pass only without any finding. */
const { values } = parseArgs({
  options: {
    rows: { type: "string" },
    profile: { type: "string" },
    /** Plants a fault: everything in this list is allowed, and the check has to notice. */
    plant: { type: "string", multiple: true, default: [] },
  },
});
if (values.rows === undefined) {
  console.error("usage: npm run verify:static-gate -- --rows FILE [--profile FILE] [--plant FUNCTION…]");
  process.exit(2);
}

const rows = readRows(values.rows);
const rowsProfile = profileOfRows(values.profile ?? join(dirname(values.rows), "gate-profile.json"));
const profile = { ...rowsProfile, functions: [...rowsProfile.functions, ...values.plant] };
const answers = await gate(rows, profile);

const misses = rows.flatMap((row) => {
  const reason = missed(row, answers.get(row.id));
  return reason === null ? [] : [{ row, reason }];
});
for (const { row, reason } of misses)
  console.log(`${row.id} ${row.expect} ${row.rule}: ${reason} (${row.why})`);

const denials = share(rows.filter(({ expect }) => expect === "deny"));
const allows = share(rows.filter(({ gate: whose, expect }) => whose === "static" && expect === "allow"));
const others = share(rows.filter(({ gate: whose, expect }) => whose === "policy" && expect === "allow"));
console.table({ denials, allows, "allows of the policy gate": others });
const total = denials.total + allows.total;
const passed = denials.passed + allows.passed;
console.log(
  JSON.stringify({ name: "static-gate", passed, total, share: passed / total, denials, allows, others }),
);
process.exitCode =
  denials.total > 0 && allows.total > 0 && denials.share === 1 && allows.share >= 0.95 ? 0 : 1;

async function gate(asked: readonly Row[], by: GateProfile): Promise<Map<string, Finding[]>> {
  const child = spawn(process.execPath, ["app/cli.ts", "gate", "--batch"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const sent = pipeline(lines(asked, by), child.stdin);
  const answered = new Map<string, Finding[]>();
  for await (const line of createInterface({ input: child.stdout })) {
    const { id, findings } = z.object({ id: z.string(), findings: z.array(Finding) }).parse(JSON.parse(line));
    answered.set(id, findings);
  }
  await sent;
  await ended;
  return answered;
}

/** One at a time: some documents are large. */
function* lines(asked: readonly Row[], by: GateProfile): Generator<string> {
  for (const row of asked) yield `${JSON.stringify(request(row, by))}\n`;
}

function request(row: Row, by: GateProfile): object {
  const base = row.base === undefined ? {} : { base: JSON.stringify(row.base) };
  return { id: row.id, synth: textOf(row), profile: by, ...base };
}

/** Why the answer does not count; an answer that never came is wrong either way. */
function missed(row: Row, findings: readonly Finding[] | undefined): string | null {
  if (findings === undefined) return "no answer";
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  if (row.expect === "allow") return rules.length === 0 ? null : `denied by ${rules.join(", ")}`;
  const rule = OUR_RULES[row.rule];
  if (rule === undefined) return "the rule is in no mapping";
  return rules.includes(rule) ? null : `expected ${rule}, got ${rules.join(", ") || "nothing"}`;
}

function share(of: readonly Row[]): { passed: number; total: number; share: number } {
  const wrong = of.filter((row) => misses.some((miss) => miss.row === row)).length;
  const right = of.length - wrong;
  return { passed: right, total: of.length, share: of.length === 0 ? 0 : right / of.length };
}
