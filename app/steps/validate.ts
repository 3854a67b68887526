import { judgeContract } from "#shared/checks/contract.ts";
import { decide } from "#shared/checks/decide.ts";
import { judgePolicies } from "#shared/checks/policy.ts";
import { judgeScan } from "#shared/checks/scanned.ts";
import { gateTerraformJson } from "#shared/checks/static-gate/gate.ts";
import type { Catalogue } from "#shared/core/catalogue.ts";
import type { ChangeDocument } from "#shared/core/change-document.ts";
import { CLOUDS } from "#shared/core/clouds.ts";
import type { Contract } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { Json } from "#shared/core/json.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import { documentFromSynth } from "#shared/synth/document-from-synth.ts";
import { checkEditProved } from "#shared/synth/edit-proved.ts";
import { prepareForHost } from "#shared/synth/prepare-for-host.ts";
import { terraformText } from "#shared/synth/terraform-text.ts";
import { emitChange } from "../emit/emit-change.ts";
import type { Judges } from "../judges.ts";
import type { Ground } from "./ground.ts";

/** A change that was written, synthesised, proved to be what was meant, and judged. */
export interface Validated {
  /** New and edited files by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly document: ChangeDocument;
  readonly findings: readonly Finding[];
}

interface Draft {
  readonly repository: string;
  readonly change: TypedChange;
  /** One a request. */
  readonly contracts: readonly Contract[];
  readonly thresholds: Settings["thresholds"];
}

/** emit ─▶ synth ─▶ checks. A blocked change is refused (`checks/blocked`) with every rule that blocks it. */
export async function validate(draft: Draft, ground: Ground, judges: Judges): Promise<Validated> {
  const { stack, stackPath, environment, synthesised } = ground;
  const { change, repository } = draft;
  const files = emitChange({
    change,
    catalogue: judges.catalogue,
    folder: stackPath,
    provider: { name: CLOUDS[environment.cloud].provider, region: environment.region },
    read: (path) => ground.files[path] ?? null,
  });
  const json = await judges.synthesiser.synthesise({
    files: { ...ground.files, ...files },
    stack,
    stackPath,
  });
  checkEditProved(synthesised.start, json, change);

  const { cloud, account, region } = environment;
  const host = { repository, stack, cloud, account, region };
  const head = prepareForHost(json, host);
  const base = synthesised.base === null ? null : prepareForHost(synthesised.base, host);
  const document = documentFromSynth(base, head, judges.catalogue);
  const findings = await judge({ base, head, document, contracts: draft.contracts }, ground, judges);
  const decision = decide(findings, draft.thresholds, document.source);
  if (decision.kind === "blocked") throw blocked(decision.blocking);
  return { files, document, findings };
}

interface Judged {
  readonly base: Json | null;
  readonly head: Json;
  readonly document: ChangeDocument;
  readonly contracts: readonly Contract[];
}

async function judge(
  { base, head, document, contracts: asked }: Judged,
  ground: Ground,
  judges: Judges,
): Promise<Finding[]> {
  const { contracts } = ground;
  const gate = gateTerraformJson({
    bytes: bytesOf(head),
    profile: judges.profile,
    ...(base === null ? {} : { base: bytesOf(base) }),
  });
  // What the gate denies is not handed to anything that reads further.
  if (gate.length > 0) return gate;
  const [policies, promises, scanned] = await Promise.all([
    judgePolicies(document, judges.engines.gate, judges.manifest),
    judgeContract(
      document,
      { base: contracts.base, head: [...contracts.start, ...asked] },
      judges.engines.contract,
    ),
    judgeScan(textsOf({ base, head }, judges.catalogue), "terraform", judges.scanner),
  ]);
  return [...policies, ...promises, ...scanned];
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

function blocked(findings: readonly Finding[]): PipelineError {
  const lines = findings.map(({ rule, resource, message }) =>
    [rule, resource, message].filter(Boolean).join(": "),
  );
  return new PipelineError("checks/blocked", lines.join("; "), {
    next: "Ask for what the named rules allow.",
    details: lines,
  });
}
