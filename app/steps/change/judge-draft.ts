import { judgeContract } from "#shared/checks/contract.ts";
import { judgePolicies } from "#shared/checks/policy.ts";
import { judgeScan } from "#shared/checks/scanned.ts";
import { gateTerraformJson } from "#shared/checks/static-gate/gate.ts";
import type { Catalogue } from "#shared/core/catalogue.ts";
import type { ChangeDocument } from "#shared/core/change-document.ts";
import type { Contract } from "#shared/core/contract.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { Json } from "#shared/core/json.ts";
import type { OfflineCheck } from "#shared/core/offline-check.ts";
import { cleanForeignIn } from "#shared/hygiene/foreign.ts";
import { terraformText } from "#shared/synth/terraform-text.ts";
import type { Judges } from "../judges.ts";
import type { Ground } from "./ground.ts";
import { keyOf } from "./settle.ts";

interface Judged {
  readonly base: Json | null;
  readonly head: Json;
  /** As it was before this change. */
  readonly start: Json | null;
  readonly signal: AbortSignal;
  readonly document: ChangeDocument;
  readonly contracts: readonly Contract[];
}

/** gate ─▶ policies, contract, scanner and Terraform side by side; what the gate denies, nobody else reads. */
export async function judgeDraft(
  { base, head, document, contracts: asked, ...judged }: Judged,
  ground: Ground,
  judges: Judges,
): Promise<{ gate: readonly Finding[]; findings: readonly Finding[]; offline: OfflineCheck }> {
  const { contracts } = ground;
  const gate = gateTerraformJson({
    bytes: bytesOf(head),
    profile: judges.profile,
    ...(base === null ? {} : { base: bytesOf(base) }),
  });
  // What the gate denies is not handed to anything that reads further.
  if (gate.length > 0)
    return { gate, findings: gate, offline: { kind: "skipped", reason: "the gate denies it" } };
  const [policies, promises, scanned, offline] = await Promise.all([
    judgePolicies(document, judges.engines.gate, judges.manifest),
    judgeContract(
      document,
      { base: contracts.base, head: [...contracts.start, ...asked] },
      judges.engines.contract,
    ),
    judgeScan(textsOf({ base, head }, judges.catalogue), "terraform", judges.scanner),
    checkedOffline({ head, ...judged }, judges),
  ]);
  return { gate, findings: [...policies, ...promises, ...scanned], offline };
}

/** What fails as the stack stands already is not the change's; what a tool says goes on without keys and hidden text. */
async function checkedOffline(
  { head, start, signal }: Pick<Judged, "head" | "start" | "signal">,
  { checkOffline }: Judges,
): Promise<OfflineCheck> {
  const said = cleanForeignIn(await checkOffline(head, signal));
  if (said.kind !== "failed" || start === null) return said;
  const before = cleanForeignIn(await checkOffline(start, signal));
  const known = new Set(before.kind === "failed" ? before.findings.map(keyOf) : []);
  const findings = said.findings.filter((finding) => !known.has(keyOf(finding)));
  if (findings.length > 0) return { ...said, findings };
  return { kind: "skipped", reason: "the stack as it stands cannot be planned offline either" };
}

/** In Terraform's language: of its JSON the scanner reads no nested block. */
function textsOf({ base, head }: Pick<Judged, "base" | "head">, catalogue: Catalogue) {
  return {
    base: base === null ? null : terraformText(base, catalogue),
    head: terraformText(head, catalogue),
  };
}

function bytesOf(json: Json): Uint8Array {
  return Buffer.from(JSON.stringify(json), "utf8");
}
