import { judgeContract } from "#shared/checks/contract.ts";
import type { ResourceChange } from "#shared/core/change-document.ts";
import type { Contract, Guard, Subject } from "#shared/core/contract.ts";
import { plainJson } from "#shared/core/json.ts";
import type { PolicyEngine } from "#shared/core/policy-engine.ts";
import type { ExpertFinding } from "#shared/core/review.ts";
import type { Packet } from "#shared/core/seat.ts";
import { COMPANIONS } from "./companions.ts";
import { objection } from "./objection.ts";

/** Whether the change is what was asked for: all that was promised is there, and all that changes was asked for or belongs to it. */
export async function reviewFidelity(packet: Packet, engine: PolicyEngine): Promise<ExpertFinding[]> {
  return [...(await missing(packet, engine)), ...(await unasked(packet, engine))];
}

const MISSING: Pick<
  ExpertFinding,
  "id" | "by" | "dimension" | "rule" | "severity" | "resource" | "controls"
> = {
  ...{ id: "", by: "analyser", dimension: "fidelity", rule: "fidelity/missing", severity: "high" },
  ...{ resource: "", controls: [] },
};

/** Each promise is judged alone, so that a finding can quote the promise that does not hold. */
async function missing({ document, contract }: Packet, engine: PolicyEngine): Promise<ExpertFinding[]> {
  const judged = contract.promises.map(async (promise) => {
    const alone: Contract = { ...contract, promises: [promise], guards: [], withdraws: [] };
    const [broken] = await judgeContract(document, { base: [], head: [alone] }, engine);
    if (broken === undefined) return [];
    const { status, message } = broken;
    return [{ ...MISSING, path: promise.id, quoted: plainJson(promise), status, message }];
  });
  return (await Promise.all(judged)).flat();
}

/** The contract's own guard, widened by the companions of what it names. */
async function unasked({ document, contract }: Packet, engine: PolicyEngine): Promise<ExpertFinding[]> {
  const asked = subjectsOf(contract);
  const linked = contract.guards.flatMap((one) =>
    one.kind === "nothing-else-changes" ? (one.linked ?? []) : [],
  );
  const guard: Guard = {
    kind: "nothing-else-changes",
    id: "unasked",
    allowed: [...asked, ...asked.flatMap(companionsOf)],
    linked,
  };
  const alone: Contract = { ...contract, promises: [], guards: [guard], withdraws: [] };
  const findings = await judgeContract(document, { base: [], head: [alone] }, engine);
  const unasked = new Set(findings.map(({ resource }) => resource));
  return document.resources.filter(({ address }) => unasked.has(address)).map(nobodyAsked);
}

const nobodyAsked = (resource: ResourceChange): ExpertFinding =>
  objection(resource, {
    rule: "fidelity/unasked",
    severity: "high",
    path: "",
    quoted: resource.actions,
    message: "Nobody asked for this.",
  });

/** Everything that the contract names. */
function subjectsOf({ promises, guards }: Contract): Subject[] {
  return [
    ...promises.flatMap((promise) => ("to" in promise ? [promise.subject, promise.to] : [promise.subject])),
    ...guards.flatMap(guardedBy),
  ];
}

function guardedBy(guard: Guard): readonly Subject[] {
  if (guard.kind === "each-linked" || guard.kind === "none-is-made") return [];
  return guard.kind === "nothing-else-changes" ? guard.allowed : guard.except;
}

function companionsOf({ type, name }: Subject): Subject[] {
  if (name === undefined) return [];
  return COMPANIONS.map((companion) => ({ type: companion, refersTo: `${type}.${name}` }));
}
