import type { ChangeDocument } from "../core/change-document.ts";
import type { Contract } from "../core/contract.ts";
import { canonicalJson, type Json, plainJson } from "../core/json.ts";
import type { ExpertFinding } from "../core/review.ts";
import { stepsOf, valueAt } from "./places.ts";
import { looksSecret } from "./secrets.ts";

export interface Anchored {
  readonly verified: readonly ExpertFinding[];
  /** Findings whose quote was not found: remarks, without weight. */
  readonly notes: readonly string[];
}

/** What an expert quotes must be there, exactly: the value at the path of the resource, or the promise of the contract. */
export function anchorFindings(
  findings: readonly ExpertFinding[],
  evidence: { readonly document: ChangeDocument; readonly contract: Contract },
): Anchored {
  const isThere = (finding: ExpertFinding) =>
    namesPlace(finding) && isSame(quotable(finding, evidence), finding.quoted);
  return {
    verified: findings.filter(isThere).map((finding) => withheld(finding, evidence.document)),
    notes: findings
      .filter((finding) => !isThere(finding))
      .map((finding) => noteOf(finding, evidence.document)),
  };
}

/** An analyser may quote what happens to a resource as a whole; a model must say where in it. */
function namesPlace({ by, path }: ExpertFinding): boolean {
  return by === "analyser" || path !== "";
}

/**
 * The value that a finding may quote: at a path of a resource as it will be (as it was, where it is deleted); without a path,
 * the resource's actions; without a resource, the promise or guard with this id.
 */
function quotable({ resource, path }: ExpertFinding, evidence: Parameters<typeof anchorFindings>[1]) {
  if (resource === "") {
    const { promises, guards } = evidence.contract;
    const promised = [...promises, ...guards].find(({ id }) => id === path);
    return promised === undefined ? undefined : plainJson(promised);
  }
  const change = evidence.document.resources.find(({ address }) => address === resource);
  if (change !== undefined && path === "") return change.actions;
  const data = evidence.document.data.find(({ address }) => address === resource);
  return valueAt(change?.after ?? change?.before ?? data?.arguments ?? null, path);
}

/** A text is quoted as it is. A model can only answer in text: for any other value its compact JSON stands. */
function isSame(found: Json | undefined, quoted: Json): boolean {
  if (found === undefined) return false;
  if (typeof found === "string") return found === quoted;
  return canonicalJson(found) === canonicalJson(quoted) || JSON.stringify(found) === quoted;
}

/** What stands for a quote that is a secret. */
export const WITHHELD = "(withheld)";

/** The quote has done its work; a secret goes no further. */
function withheld(finding: ExpertFinding, document: ChangeDocument): ExpertFinding {
  const change = document.resources.find(({ address }) => address === finding.resource);
  const isSensitive = isMarked(change?.sensitive ?? {}, finding.path);
  const isSecret = isSensitive || looksSecret(canonicalJson(finding.quoted));
  return isSecret ? { ...finding, quoted: WITHHELD } : finding;
}

/** Whether the path, something above it or something in it is marked as sensitive. */
function isMarked(marks: Json, path: string): boolean {
  const steps = stepsOf(path);
  const above = steps.map((_, index) => valueAt(marks, steps.slice(0, index + 1).join(".")));
  return marks === true || above.includes(true) || canonicalJson(above.at(-1) ?? null).includes("true");
}

/** What a model says without evidence is not repeated: not even the place that it names, unless the change has it. */
function noteOf(finding: ExpertFinding, { resources }: ChangeDocument): string {
  const { by, rule, resource, path, message, severity, dimension } = finding;
  const place = [resource, path].filter((part) => part !== "").join(" ");
  if (by === "analyser") return `${rule} (quotes what is not at ${place}): ${message}`;
  const isKnown = resources.some(({ address }) => address === resource);
  return `A ${severity} finding about ${dimension} quotes what is not ${isKnown ? `at ${resource}` : "in the change"}.`;
}
