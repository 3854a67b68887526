import type { ChangeDocument } from "#shared/core/change-document.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { Review, Verdict } from "#shared/core/review.ts";
import { changeTable, countChanges } from "#shared/report/change-table.ts";
import { cutToFit } from "#shared/report/cut-to-fit.ts";
import { code, inline } from "#shared/report/escape.ts";
import { findingsTable } from "#shared/report/findings-table.ts";

/** A consultation as it is written down: neither the request nor any value of the change is part of it. */
export interface Consultation {
  /** Of the packet that every seat has read. */
  readonly digest: string;
  readonly stack: string;
  readonly document: ChangeDocument;
  readonly reviews: readonly Review[];
  readonly verdict: Verdict;
}

const LONGEST = 1_000_000;

/** The consultation in Markdown. `clean` goes over every foreign text before it is escaped: what it takes out is nowhere in the document. */
export function archiveDocument(consultation: Consultation, clean: (text: string) => string): string {
  const { digest, stack, verdict, reviews } = consultation;
  const change = cleanAddresses(consultation.document, clean);
  const decided = verdict.kind === "objected" ? verdict.findings : [];
  const findings = (list: readonly Finding[]) =>
    findingsTable(list.map((finding) => cleanFinding(finding, clean)));
  const sections = [
    `# Consultation ${digest.slice(0, 16)}`,
    [`- Packet: \`${digest}\``, `- Stack: ${code(clean(stack))}`, `- Verdict: ${verdictText(verdict)}`].join(
      "\n",
    ),
    `## Change: ${countChanges(change)}\n\n${changeTable(change)}`,
    `## Seats\n\n${seatsTable(reviews, clean)}\n\nPaid: $${paid(reviews).toFixed(4)}.`,
    `## What decided\n\n${findings(decided)}`,
    `## What did not decide\n\n${findings(verdict.dissent)}`,
    `## Remarks, without weight\n\n${remarks(reviews, clean)}`,
  ];
  return cutToFit(`${sections.join("\n\n")}\n`, "The rest did not fit.", LONGEST);
}

function verdictText(verdict: Verdict): string {
  if (verdict.kind !== "undecided") return `**${verdict.kind}**`;
  return `**undecided**, not heard: ${verdict.missing.join(", ")}`;
}

/** A row a seat; what its models cost and how each call ended belong to it. */
function seatsTable(reviews: readonly Review[], clean: (text: string) => string): string {
  const rows = reviews.map((review) => {
    const heard = review.kind === "answered" ? `${review.findings.length} verified` : "**silent**";
    const trouble = review.kind === "answered" ? review.degraded : review.reason;
    const models = review.attempts.map(
      ({ vendor, model, outcome, dollars }) => `${vendor}/${model}: ${outcome}, $${dollars.toFixed(4)}`,
    );
    const cells = [clean(review.by), trouble === null ? "" : clean(trouble), clean(models.join("; "))];
    return `| ${[review.duty, heard, ...cells.map(inline)].join(" | ")} |`;
  });
  return ["| Seat | Heard | Filled by | Trouble | Models |", "| --- | --- | --- | --- | --- |", ...rows].join(
    "\n",
  );
}

function paid(reviews: readonly Review[]): number {
  return reviews.flatMap(({ attempts }) => attempts).reduce((sum, { dollars }) => sum + dollars, 0);
}

function remarks(reviews: readonly Review[], clean: (text: string) => string): string {
  const lines = reviews.flatMap((review) =>
    review.kind === "answered" ? review.notes.map((note) => `- ${review.duty}: ${inline(clean(note))}`) : [],
  );
  return lines.length === 0 ? "None." : lines.join("\n");
}

function cleanFinding(finding: Finding, clean: (text: string) => string): Finding {
  const { rule, resource, path, message } = finding;
  return {
    ...finding,
    rule: clean(rule),
    resource: clean(resource),
    path: clean(path),
    message: clean(message),
  };
}

function cleanAddresses(document: ChangeDocument, clean: (text: string) => string): ChangeDocument {
  const resources = document.resources.map((change) => ({
    ...change,
    address: clean(change.address),
    replacePaths: change.replacePaths.map(clean),
    ...(change.previousAddress === undefined ? {} : { previousAddress: clean(change.previousAddress) }),
    ...(change.importId === undefined ? {} : { importId: clean(change.importId) }),
  }));
  return { ...document, resources };
}
