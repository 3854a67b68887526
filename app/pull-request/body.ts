import type { ChangeDocument } from "#shared/core/change-document.ts";
import type { Contract } from "#shared/core/contract.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { OfflineCheck } from "#shared/core/offline-check.ts";
import type { BillLine } from "#shared/core/purse.ts";
import type { Review, Verdict } from "#shared/core/review.ts";
import type { PrecisionOf } from "#shared/core/voice.ts";
import { changeDetails, changeTable, countChanges } from "#shared/report/change-table.ts";
import { cutToFit } from "#shared/report/cut-to-fit.ts";
import { code, fence, inline } from "#shared/report/escape.ts";
import { findingsTable } from "#shared/report/findings-table.ts";
import { promisesInWords } from "#shared/report/promises.ts";
import { expertsText } from "./experts.ts";
import { billText } from "./paid.ts";

/** All that a reviewer of a proposed change sees. */
export interface Proposed {
  readonly requestId: string;
  readonly requesters: readonly string[];
  readonly request: string;
  readonly stripped: readonly string[];
  /** Questions that were asked back, with their answers. */
  readonly settled: readonly { readonly question: string; readonly answer: string }[];
  readonly issue: number;
  readonly contract: Contract;
  readonly document: ChangeDocument;
  readonly findings: readonly Finding[];
  readonly offline: OfflineCheck;
  readonly reviews: readonly Review[];
  readonly verdict: Verdict;
  /** Empty where no model was asked. */
  readonly bill: readonly BillLine[];
  readonly assumptions: readonly string[];
  readonly precision: PrecisionOf;
}

/** The body of a change's pull request: request, promises, change, findings, seats, assumptions, and what was taken out. */
export function pullRequestBody(proposed: Proposed): string {
  const { requestId, requesters, issue, request, stripped, contract, document, findings } = proposed;
  const sections = [
    `<!-- code:change:${requestId} -->`,
    `Asked for by ${requesters.map(code).join(" and ")} in #${issue}:`,
    fence(request),
    section(
      "Answers",
      proposed.settled.map(({ question, answer }) => `${inline(question)} **${inline(answer)}**`),
    ),
    section("Taken out of the request", stripped.map(inline)),
    `### Promises\n\n${promisesInWords(contract)}`,
    `### Change: ${countChanges(document)}\n\n${changeTable(document)}`,
    `<details><summary>Attributes</summary>\n\n${changeDetails(document)}\n\n</details>`,
    `### Findings\n\n${findingsTable(findings)}\n\n${offlineText(proposed.offline)}`,
    `### Experts\n\n${expertsText(proposed.reviews, proposed.verdict, proposed.precision)}`,
    proposed.bill.length === 0 ? "" : `### Cost\n\n${billText(proposed.bill)}`,
    section("Assumptions", proposed.assumptions.map(inline)),
    "The plan of this pull request says what it does to what exists, and whether it can be undone. Merging applies exactly that plan.",
  ];
  const body = sections.filter((text) => text !== "").join("\n\n");
  return cutToFit(body, "The rest did not fit: see the files of this pull request.");
}

/** A check that was not made is said, never left out. */
function offlineText(offline: OfflineCheck): string {
  if (offline.kind === "passed") return "Terraform and the provider take it: planned offline.";
  const reason = offline.kind === "skipped" ? offline.reason : offline.findings[0]?.message;
  return `Not planned by Terraform here: ${inline(reason ?? "it did not say why")}. The plan of this pull request does it.`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [`### ${title}`, "", ...lines.map((line) => `- ${line}`)].join("\n");
}
