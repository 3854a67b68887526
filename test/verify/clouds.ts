import { parseArgs } from "node:util";
import { CLOUDS, Cloud } from "#shared/core/clouds.ts";
import { isJsonObject, type Json } from "#shared/core/json.ts";
import { realSynthesiser } from "../support/synthesiser.ts";
import { appliedToMoto } from "./clouds-apply.ts";
import { type Cell, cellOf } from "./clouds-cell.ts";
import { NO_EQUAL, SENTENCES, type Sentence } from "./clouds-sentences.ts";

/**
 * The same ten sentences on four clouds, from words to Terraform JSON that schema, decompile check, static gate, policies and contract
 * let through; on AWS some are applied to a stand-in of it. `--plant` changes one document behind the author's back, which has to fail.
 */
const { values } = parseArgs({
  options: { plant: { type: "boolean", default: false }, "no-apply": { type: "boolean", default: false } },
});
const APPLIED: readonly Sentence[] = ["bucket", "network", "logs", "secret", "queue"];
const synthesiser = await realSynthesiser(120_000);
const names = Object.keys(SENTENCES) as Sentence[];
const table: Record<string, Record<string, string>> = {};
const documents = new Map<Sentence, Json>();
const answers: string[] = [];
let [passed, noEqual, total] = [0, 0, 0];

for (const name of names) {
  for (const cloud of Cloud.options) {
    const tamper = values.plant && cloud === "google" && name === "bucket" ? opened : (json: Json) => json;
    const cell = await cellOf({ text: SENTENCES[name], cloud, synthesiser, tamper });
    const isDue = holds(cell, name, cloud);
    total += 1;
    if (isDue) passed += 1;
    if (isDue && cell.kind === "no-equal") noEqual += 1;
    if (cell.kind === "passed" && cloud === "aws") documents.set(name, cell.json);
    table[name] = { ...table[name], [cloud]: said(cell, isDue) };
    if (cell.kind === "no-equal") answers.push(`${name} on ${CLOUDS[cloud].title}: ${cell.answer}`);
    if (cell.kind === "failed") console.error(`${name} on ${cloud}: ${cell.why}`);
  }
}
console.table(table);
for (const answer of answers) console.log(answer);

const due = values["no-apply"] ? [] : APPLIED;
const applied = await appliedToMoto(due.flatMap((name) => documents.get(name) ?? []));
console.table(applied);
const isApplied = due.length === 0 || (applied.length >= due.length && applied.every(({ found }) => found));
console.log(
  JSON.stringify({
    ...{ name: "verify:clouds", passed, total, share: passed / total, noEqual },
    applied: applied.filter(({ found }) => found).length,
    toApply: due.length,
  }),
);
process.exitCode = passed === total && isApplied ? 0 : 1;

/** A refusal counts only where it is expected, and where it is expected nothing else counts. */
function holds(cell: Cell, name: Sentence, cloud: Cloud): boolean {
  const isExpected = NO_EQUAL[cloud]?.[name] !== undefined;
  return cell.kind === (isExpected ? "no-equal" : "passed");
}

function said(cell: Cell, isDue: boolean): string {
  const text =
    cell.kind === "passed" ? `passed: ${cell.resources} resources, ${cell.promises} promises` : cell.kind;
  return isDue ? text : `NOT AS DUE: ${text}`;
}

/** The bucket opened to everybody, as nobody asked for it. */
function opened(json: Json): Json {
  if (!isJsonObject(json)) return json;
  return JSON.parse(JSON.stringify(json).replaceAll('"enforced"', '"inherited"')) as Json;
}
