import type { BranchReader } from "../core/branch-reader.ts";
import { isJsonObject, type JsonObject } from "../core/json.ts";
import { RecordedVerdict } from "../core/recorded-verdict.ts";
import { ledgerBranch } from "./chain.ts";
import type { TrustedKeys } from "./keys.ts";
import { readRecord } from "./signed.ts";
import type { Problem, ReadChain } from "./verify-ledger.ts";
import { LOCK_FILE, LOCK_PURPOSE, stateBranch } from "./version.ts";

/** A branch that was seen at a commit must still hold it: less is a rewind, however well signed. */
export function rewound(
  seen: Readonly<Record<string, string>>,
  commits: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Problem[] {
  return Object.entries(seen).flatMap(([branch, commit]) => {
    const here = commits.get(branch);
    if (here === undefined) return [{ entry: branch, problem: `is gone; it was last seen at ${commit}` }];
    return here.has(commit)
      ? []
      : [{ entry: branch, problem: `was rewound or rewritten: it was last seen at ${commit}` }];
  });
}

/** Every verdict that the deploy ledger records, judged once more from the findings recorded with it. */
export function judgeAgain(
  deploy: ReadChain,
  decide: (recorded: RecordedVerdict) => RecordedVerdict["verdict"],
): { judged: number; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  let judged = 0;
  for (const { entry, kind, body } of bodies(deploy)) {
    if (body.judged === undefined) continue;
    const recorded = RecordedVerdict.safeParse(body.judged);
    judged += 1;
    if (!recorded.success) problems.push({ entry, problem: "records a verdict that cannot be read" });
    else if (decide(recorded.data) !== recorded.data.verdict) {
      problems.push({ entry, problem: `records ${recorded.data.verdict}, and its findings say otherwise` });
    } else if (kind === "apply/applied" && recorded.data.verdict === "blocked") {
      problems.push({ entry, problem: "was applied although its verdict is blocked" });
    }
  }
  return { judged, problems };
}

/** A state commit that the ledger names must be on the branch of its stack. */
export function missingStates(
  deploy: ReadChain,
  states: ReadonlyMap<string, { readonly commits: ReadonlySet<string> }>,
): readonly Problem[] {
  return bodies(deploy).flatMap(({ entry, body }) => {
    const { stack, state } = body;
    if (typeof stack !== "string" || typeof state !== "string") return [];
    const isThere = states.get(stateBranch(stack))?.commits.has(state) === true;
    return isThere
      ? []
      : [{ entry, problem: `names the state ${state}, which is not on ${stateBranch(stack)}` }];
  });
}

/** What is wrong with a lock, or null. */
export async function lockProblem(
  reader: BranchReader,
  tip: string,
  expected: { stack: string; repository: string; trusted: TrustedKeys },
): Promise<string | null> {
  const last = (await reader.log(tip)).at(-1);
  const blob = last?.files[LOCK_FILE] ?? "";
  const bytes = (await reader.blobs([blob])).get(blob);
  const record = readRecord(LOCK_PURPOSE, Buffer.from(bytes ?? []).toString("utf8"), expected.trusted);
  if (record.kind === "doubtful") return record.reason;
  const isHere =
    isJsonObject(record.body) &&
    record.body.stack === expected.stack &&
    record.body.repository === expected.repository;
  return isHere ? null : "was written for another stack or repository";
}

function bodies({ entries }: ReadChain): readonly { entry: string; kind: string; body: JsonObject }[] {
  return entries.flatMap((read, index) => {
    if (read === null || !isJsonObject(read.event.body)) return [];
    const { kind, body } = read.event;
    return [{ entry: `${ledgerBranch("deploy")} ${index + 1}`, kind, body }];
  });
}
