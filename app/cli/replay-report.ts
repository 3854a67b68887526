import { canonicalJson, type Json } from "#shared/core/json.ts";
import { visible } from "#shared/report/escape.ts";
import type { Difference } from "../experts/record/differences.ts";
import type { Outcome, Row } from "../experts/record/replay-entry.ts";

export interface Line extends Row {
  /** Its own, or the one that its comment led to; null where it led to none. */
  readonly pullRequest: number | null;
  readonly outcome: Outcome;
}

/** A table for people, or one line of JSON. Of what is sealed only places that differ are shown, with the beginnings of both values. */
export function print(lines: readonly Line[], isJson: boolean): void {
  const count = (kind: Outcome["kind"]) => lines.filter(({ outcome }) => outcome.kind === kind).length;
  const [same, different, failed, leftOut] = [
    count("same"),
    count("different"),
    count("failed"),
    count("left-out"),
  ];
  if (isJson) {
    console.log(JSON.stringify({ same, different, failed, leftOut, consultations: lines.map(asData) }));
    return;
  }
  const rows = lines.map(({ sequence, pullRequest, told, outcome }) => [
    String(sequence),
    pullRequest === null ? "-" : `#${pullRequest}`,
    told?.packet.slice(0, 12) ?? "-",
    told?.verdict ?? "-",
    outcome.kind,
  ]);
  const table = [["entry", "pull request", "packet", "verdict", "result"], ...rows];
  const widths = [0, 1, 2, 3].map((at) => Math.max(...table.map((row) => (row[at] ?? "").length)));
  for (const [at, row] of table.entries()) {
    console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
    const line = lines[at - 1];
    if (line !== undefined) for (const said of saidOf(line.outcome)) console.log(visible(`    ${said}`));
  }
  console.log(`${same} the same, ${different} different, ${failed} failed, ${leftOut} not replayable`);
  if (lines.length === 0)
    console.log("There is no such consultation: fetch code/ledger/app into this clone.");
}

function saidOf(outcome: Outcome): string[] {
  if (outcome.kind === "failed") return [`${outcome.code}: ${outcome.message} ${outcome.next}`];
  if (outcome.kind === "left-out")
    return ["It was larger than an attachment may be: only its digests were kept."];
  return [...outcome.differences.map(inWords), ...outcome.remarks];
}

function inWords({ path, recorded, recomputed }: Difference): string {
  return `${shortened(path)}: recorded ${shown(recorded)}, recomputed ${shown(recomputed)}`;
}

function asData({ sequence, told, pullRequest, outcome }: Line) {
  const { packet = null, consultation = null, comment = null, verdict = null } = told ?? {};
  const stack = told === null ? null : shortened(visible(told.stack));
  const place = { entry: sequence, comment, pullRequest, stack, packet, consultation, verdict };
  if (!("differences" in outcome)) return { ...place, result: outcome.kind, ...said(outcome) };
  const differences = outcome.differences.map(({ path, recorded, recomputed }) => ({
    ...{ path: shortened(visible(path)), recorded: shown(recorded), recomputed: shown(recomputed) },
  }));
  const { kind: result, verdict: again, remarks } = outcome;
  return { ...place, result, recomputed: again, differences, remarks };
}

function said({ kind: _, ...more }: Outcome): object {
  return more;
}

const LONGEST = 80;

function shown(value: Json | undefined): string {
  return value === undefined ? "nothing" : shortened(visible(canonicalJson(value)));
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
