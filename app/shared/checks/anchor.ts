import type { ChangeDocument } from "../core/change-document.ts";
import type { Contract } from "../core/contract.ts";
import { canonicalJson, type Json, plainJson } from "../core/json.ts";
import type { ExpertFinding } from "../core/review.ts";
import { valueAt } from "./places.ts";
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
  const isThere = (finding: ExpertFinding) => isSame(quotable(finding, evidence), finding.quoted);
  return {
    verified: findings.filter(isThere).map((finding) => withheld(finding, evidence.document)),
    notes: findings.filter((finding) => !isThere(finding)).map(noteOf),
  };
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

/** A model can only answer in text: the compact JSON of a value stands for the value. */
function isSame(found: Json | undefined, quoted: Json): boolean {
  if (found === undefined) return false;
  return canonicalJson(found) === canonicalJson(quoted) || JSON.stringify(found) === quoted;
}

/** The quote has done its work; a secret goes no further. */
function withheld(finding: ExpertFinding, document: ChangeDocument): ExpertFinding {
  const change = document.resources.find(({ address }) => address === finding.resource);
  const isSensitive = isMarked(change?.sensitive ?? {}, finding.path);
  const isSecret = isSensitive || looksSecret(canonicalJson(finding.quoted));
  return isSecret ? { ...finding, quoted: "(withheld)" } : finding;
}

/** Whether the path, something above it or something in it is marked as sensitive. */
function isMarked(marks: Json, path: string): boolean {
  const steps = path.replace(/\[(\d+)\]/g, ".$1").split(".");
  const above = steps.map((_, index) => valueAt(marks, steps.slice(0, index + 1).join(".")));
  return marks === true || above.includes(true) || canonicalJson(above.at(-1) ?? null).includes("true");
}

function noteOf({ rule, resource, path, message }: ExpertFinding): string {
  return `${rule} (quotes what is not at ${[resource, path].filter((part) => part !== "").join(" ")}): ${message}`;
}
