import type { ChangeDocument } from "../core/change-document.ts";
import type { Contract, Promised } from "../core/contract.ts";
import type { Finding } from "../core/finding.ts";
import { canonicalJson, plainJson } from "../core/json.ts";
import type { PolicyEngine } from "../core/policy-engine.ts";
import { bySeverity, requireSame } from "./evaluated.ts";
import { combineGuards } from "./guards.ts";
import { promiseWords } from "./promise-words.ts";

/** All contracts of the stack before the change, and after it. */
export interface Contracts {
  readonly base: readonly Contract[];
  readonly head: readonly Contract[];
}

/** The rule of a finding that asks for a code owner's review and blocks nothing by itself. */
export const PROMISE_WITHDRAWN = "contract/promise-withdrawn";

/**
 * What the promises of base and head together hold against the change, and the guards of contracts that are new in it. A
 * promise that head no longer has, has changed, or withdraws by id (`contract/promise`) is not judged but reported.
 * Anything that could not be evaluated is `contract/not-evaluated`.
 */
export async function judgeContract(
  document: ChangeDocument,
  contracts: Contracts,
  engine: PolicyEngine,
): Promise<Finding[]> {
  const withdrawn = withdrawnPromises(contracts);
  const promises = promisesOf(contracts.head).filter(({ id }) => !withdrawnIds(contracts.head).has(id));
  const guards = combineGuards(newContracts(contracts));
  const judged = [...promises, ...guards];
  if (judged.length === 0) return withdrawn.map(withdrawnFinding);

  const { findings, rules } = await engine.evaluate({ ...document, promises, guards });
  requireSame(
    judged.map(({ id }) => id),
    rules,
    "contract/not-evaluated",
  );
  const words = new Map(judged.map((promised) => [promised.id, promiseWords(promised)]));
  const broken = findings.map((finding) => ({ ...finding, message: brokenMessage(finding, words) }));
  return [...broken, ...withdrawn.map(withdrawnFinding)].toSorted(bySeverity);
}

/** Every promise by its full id. */
function promisesOf(contracts: readonly Contract[]): Promised[] {
  return contracts.flatMap(({ id, promises }) =>
    promises.map((promise) => ({ ...promise, id: `${id}/${promise.id}` })),
  );
}

/** Those of base that head does not hold unchanged any more. */
function withdrawnPromises({ base, head }: Contracts): Promised[] {
  const taken = withdrawnIds(head);
  const kept = new Set(promisesOf(head).map((promise) => canonicalJson(plainJson(promise))));
  return promisesOf(base).filter(
    (promise) => taken.has(promise.id) || !kept.has(canonicalJson(plainJson(promise))),
  );
}

function withdrawnIds(head: readonly Contract[]): Set<string> {
  return new Set(head.flatMap(({ withdraws }) => withdraws));
}

/** Guards speak of one change only: those of contracts that base already had were about an earlier one. */
function newContracts({ base, head }: Contracts): Contract[] {
  const earlier = new Set(base.map((contract) => canonicalJson(plainJson(contract))));
  return head.filter((contract) => !earlier.has(canonicalJson(plainJson(contract))));
}

function brokenMessage({ message: id, status }: Finding, words: ReadonlyMap<string, string>): string {
  const reason = status === "unknown" ? "cannot be decided yet" : "does not hold";
  return `Promise ${id} ${reason}: ${words.get(id) ?? ""}`;
}

function withdrawnFinding(promise: Promised): Finding {
  return {
    rule: PROMISE_WITHDRAWN,
    severity: "medium",
    status: "fail",
    resource: "",
    path: "",
    message: `Promise ${promise.id} is withdrawn and needs a code owner: ${promiseWords(promise)}`,
    controls: [],
  };
}
