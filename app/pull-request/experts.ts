import { type Finding, Severity } from "#shared/core/finding.ts";
import { canonicalJson, plainJson } from "#shared/core/json.ts";
import { Duty, type ExpertFinding, type Review, type Verdict } from "#shared/core/review.ts";
import { hasModels, type PrecisionOf, voiceOf } from "#shared/core/voice.ts";
import { findingName, shortName } from "#shared/ledger/finding-name.ts";
import { code, inline } from "#shared/report/escape.ts";
import { findingsTable } from "#shared/report/findings-table.ts";
import { paidText } from "./paid.ts";

type Answered = Extract<Review, { kind: "answered" }>;

/**
 * The circle in one section: the verdict, who has said what about what, which seats were degraded, what was held against the change and did not
 * decide, and what it cost. Findings are shown the worst first, of the same severity those of the voice first that was right more often.
 */
export function expertsText(reviews: readonly Review[], verdict: Verdict, precision: PrecisionOf): string {
  const answered = reviews.filter((review) => review.kind === "answered");
  const decided = verdict.kind === "objected" ? verdict.findings : [];
  const parts = [
    `Verdict: ${verdictText(verdict)}`,
    matrix(reviews),
    list(reviews.flatMap(troubleOf)),
    decided.length === 0 ? "" : `**What decided**:\n\n${findingsTable(decided)}`,
    dissentText(withoutAll(answered, decided), { precision, isNamed: hasModels(reviews) }),
    remarksText(answered),
    paidText(reviews),
  ];
  return parts.filter((text) => text !== "").join("\n\n");
}

function verdictText(verdict: Verdict): string {
  if (verdict.kind !== "undecided") return `**${verdict.kind}**`;
  return `**undecided**: not heard: ${verdict.missing.join(", ")}. A person decides.`;
}

/** Seat × dimension: how many verified findings of which severity, a dash where there is nothing to say. */
function matrix(reviews: readonly Review[]): string {
  const rows = reviews.map((review) => {
    const cells = Duty.options.map((dimension) => cellOf(review, dimension));
    return `| ${[review.duty, code(review.by), ...cells].join(" | ")} |`;
  });
  const head = ["Seat", "Filled by", ...Duty.options];
  return [`| ${head.join(" | ")} |`, `|${" --- |".repeat(head.length)}`, ...rows].join("\n");
}

function cellOf(review: Review, dimension: Duty): string {
  if (review.kind === "silent") return review.duty === dimension ? "**silent**" : "";
  const about = review.findings.filter((finding) => finding.dimension === dimension);
  const counts = WORST_FIRST.map((severity) => {
    const count = about.filter((finding) => finding.severity === severity).length;
    return count === 0 ? "" : `${count} ${severity}`;
  }).filter((text) => text !== "");
  return counts.length > 0 ? counts.join(", ") : "–";
}

const WORST_FIRST: readonly Severity[] = Severity.options.toReversed();

function troubleOf(review: Review): string[] {
  if (review.kind === "silent") return [`**${review.duty} is silent**: ${inline(review.reason)}.`];
  if (review.degraded === null) return [];
  return [`**${review.duty} is degraded**, only its analyser was heard: ${inline(review.degraded)}.`];
}

function withoutAll(answered: readonly Answered[], decided: readonly Finding[]): Answered[] {
  const known = new Set(decided.map(textOf));
  return answered.map((review) => ({
    ...review,
    findings: review.findings.filter((finding) => !known.has(textOf(finding))),
  }));
}

function textOf(finding: Finding): string {
  return canonicalJson(plainJson(finding));
}

/** Verified findings that have not decided: they are kept for whoever merges. */
function dissentText(
  answered: readonly Answered[],
  { precision, isNamed }: { readonly precision: PrecisionOf; readonly isNamed: boolean },
): string {
  const rows = answered.flatMap((review) =>
    review.findings.map((finding) => {
      const { duty } = review;
      const name = shortName(duty, findingName(duty, finding));
      const named = { finding, said: isNamed ? code(name) : duty, name };
      return { ...named, precision: precision(duty, voiceOf(review, finding)) };
    }),
  );
  // Sorting is stable: what is equal in both stays as the seats have it.
  const ordered = rows.toSorted(
    (one, other) => rank(one.finding) - rank(other.finding) || other.precision - one.precision,
  );
  const [first] = ordered;
  if (first === undefined) return "";
  const lines = ordered.map(({ said, finding }) => dissentLine(said, finding));
  const head = "**Dissent**: found in the change as quoted, and not enough to stop it.";
  return [head, list(lines), ...(isNamed ? [howToAnswer(first.name)] : [])].join("\n\n");
}

function howToAnswer(name: string): string {
  return `For the record, \`/code waive ${name} because …\` says that it is true and the risk is taken, \`/code dismiss ${name} because …\` that it is not true. What is merged without a word counts as dismissed.`;
}

function dissentLine(said: string, finding: ExpertFinding): string {
  const { severity, rule, resource, path, quoted, message } = finding;
  const where =
    resource === "" ? "the contract" : code([resource, path].filter((part) => part !== "").join("."));
  const text = typeof quoted === "string" ? quoted : canonicalJson(quoted);
  const shown = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return `**${severity}**, ${said}, ${code(rule)}: ${inline(message)} At ${where} stands ${code(shown)}.`;
}

const LONGEST_QUOTE = 120;

function rank({ severity }: ExpertFinding): number {
  return WORST_FIRST.indexOf(severity);
}

/** Foreign text without weight: a click away. */
function remarksText(answered: readonly Answered[]): string {
  const lines = answered.flatMap(({ duty, notes }) => notes.map((note) => `${duty}: ${inline(note)}`));
  if (lines.length === 0) return "";
  return `<details><summary>Remarks, without weight (${lines.length})</summary>\n\n${list(lines)}\n\n</details>`;
}

/** More lines than these would push what else there is to say off the page. */
const MOST_LINES = 40;

function list(lines: readonly string[]): string {
  const more = lines.length - MOST_LINES;
  const shown = more > 0 ? [...lines.slice(0, MOST_LINES), `and ${more} more`] : lines;
  return shown.map((line) => `- ${line}`).join("\n");
}
