import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { PipelineError } from "#shared/core/error.ts";
import { recordingPrograms, recordingServer } from "./names-recorder.ts";
import { VALIDATORS, WAYS } from "./names-ways.ts";

/** Sends labelled names to git, Terraform and the HTTP API as the product does, and compares what arrived with what was sent. */
const { values } = parseArgs({
  options: {
    rows: { type: "string" },
    /** Plants a fault: no name is refused before it is used. */
    plant: { type: "boolean", default: false },
  },
});
if (values.rows === undefined) {
  console.error("usage: npm run verify:names -- --rows FILE [--plant]");
  process.exit(2);
}

const Row = z.object({
  id: z.string(),
  kind: z.enum(["branch", "stack", "workspace", "file", "label", "resource", "user", "tag"]),
  value: z.string(),
  expect: z.enum(["refuse", "literal"]),
  why: z.string().default(""),
});
type Row = z.infer<typeof Row>;

const rows = readFileSync(values.rows, "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => Row.parse(JSON.parse(line)));
const server = await recordingServer();
const table = { refuse: { passed: 0, total: 0 }, literal: { passed: 0, total: 0 } };
for (const row of rows) {
  const reason = await missed(row);
  table[row.expect].total += 1;
  if (reason === null) table[row.expect].passed += 1;
  else
    console.log(`${row.id} ${row.kind} ${JSON.stringify(row.value)} ${row.expect}: ${reason} (${row.why})`);
}
server.close();
console.table(table);
const passed = table.refuse.passed + table.literal.passed;
console.log(
  JSON.stringify({ name: "names", passed, total: rows.length, share: passed / rows.length, ...table }),
);
process.exitCode = rows.length > 0 && passed === rows.length ? 0 : 1;

/** Why the row does not hold: refused means typed, with nothing started and nothing asked; literal means unchanged everywhere. */
async function missed({ kind, value, expect }: Row): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), "code-names-"));
  const programs = recordingPrograms(folder);
  server.asked.length = 0;
  const outcome = await send({ kind, value }, { folder, bin: programs.path, url: server.url });
  const records = { started: programs.started(), asked: [...server.asked] };
  rmSync(folder, { recursive: true });

  if (expect === "refuse") {
    if (!outcome.startsWith("name/")) return `expected a refusal, got ${outcome}`;
    const effects = records.started.length + records.asked.length;
    return effects === 0 ? null : `refused after ${effects} effects`;
  }
  if (outcome !== "sent") return `expected to be taken, got ${outcome}`;
  const arrived = WAYS[kind].arrived(value, records);
  const isIntact = arrived.length > 0 && arrived.every((found) => found === value);
  return isIntact ? null : `arrived as ${JSON.stringify(arrived)}`;
}

async function send(
  { kind, value }: Pick<Row, "kind" | "value">,
  place: Parameters<(typeof WAYS)["branch"]["send"]>[1],
): Promise<string> {
  try {
    await WAYS[kind].send(values.plant ? value : VALIDATORS[kind](value), place);
    return "sent";
  } catch (error) {
    return error instanceof PipelineError ? error.code : String(error);
  }
}
