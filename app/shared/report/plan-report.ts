import type { ChangeDocument } from "../core/change-document.ts";
import type { Contract } from "../core/contract.ts";
import type { Finding } from "../core/finding.ts";
import { changeDetails, changeTable, countChanges } from "./change-table.ts";
import { cutToFit, GITHUB_LIMIT, paginate } from "./cut-to-fit.ts";
import { code, inline } from "./escape.ts";
import { findingsTable } from "./findings-table.ts";
import { promisesInWords } from "./promises.ts";

/** Whether one resource's change can be taken back, and why. */
interface Undo {
  readonly address: string;
  readonly verdict: "reversible" | "destructive" | "impossible";
  readonly reason: string;
}

export interface PlanReport {
  readonly stack: string;
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly document: ChangeDocument;
  readonly contracts: readonly Contract[];
  readonly findings: readonly Finding[];
  /** Those that block. */
  readonly blocking: readonly Finding[];
  readonly undo: readonly Undo[];
  /** Such as that the requester may approve here. */
  readonly remarks: readonly string[];
  /** Where the whole plan is when it does not fit. */
  readonly wholePlan: string;
}

/** `Passed: 2 to create`, the title of the check run. */
export function planTitle({ document, blocking }: PlanReport): string {
  const verdict = blocking.length === 0 ? "Passed" : `Blocked by ${blocking.length}`;
  return `${verdict}: ${countChanges(document)}`;
}

/** What a reviewer reads first: the verdict, the changes, the promises, the findings, and whether it can be undone. */
export function planSummary(report: PlanReport, limit = GITHUB_LIMIT): string {
  const { environment, account, region, document, contracts, findings } = report;
  const sections = [
    `**${planTitle(report)}** in ${code(environment)} (account ${code(account)}, ${code(region)}).`,
    whatNow(report),
    ...report.remarks.map((remark) => `> ${inline(remark)}`),
    `#### Changes\n\n${changeTable(document)}`,
    ...(contracts.length === 0 ? [] : [`#### Promises\n\n${contracts.map(promisesInWords).join("\n")}`]),
    `#### Findings\n\n${findingsTable(findings)}`,
    `#### Can it be undone?\n\n${undoTable(report.undo)}`,
  ];
  return cutToFit(sections.join("\n\n"), `The rest is in ${report.wholePlan}.`, limit);
}

/** The whole plan, attribute by attribute, in pages that GitHub takes. */
export function planPages({ document }: PlanReport, limit = GITHUB_LIMIT): readonly string[] {
  return paginate(changeDetails(document) || "Nothing changes.", limit);
}

function whatNow({ blocking }: PlanReport): string {
  if (blocking.length === 0) return "Approve and merge this pull request to apply exactly this plan.";
  const rules = [...new Set(blocking.map(({ rule }) => code(rule)))];
  return `Merging would apply nothing. Mend ${rules.join(", ")} and push again.`;
}

function undoTable(undo: readonly Undo[]): string {
  if (undo.length === 0) return "Nothing changes that would have to be undone.";
  const rows = undo.map(
    ({ address, verdict, reason }) => `| ${code(address)} | ${verdict} | ${inline(reason)} |`,
  );
  return ["| Resource | Verdict | Why |", "| --- | --- | --- |", ...rows].join("\n");
}
