import { decide } from "#shared/checks/decide.ts";
import type { ChangeDocument } from "#shared/core/change-document.ts";
import type { Contract } from "#shared/core/contract.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { Json } from "#shared/core/json.ts";
import type { OfflineCheck } from "#shared/core/offline-check.ts";
import type { Settings } from "#shared/core/settings.ts";
import { documentFromSynth } from "#shared/synth/document-from-synth.ts";
import { prepareForHost } from "#shared/synth/prepare-for-host.ts";
import type { Judges } from "../judges.ts";
import type { Ground } from "./ground.ts";
import { judgeDraft } from "./judge-draft.ts";
import type { Attempt } from "./settle.ts";

/** A stack as it would be, and what the checks say of it. */
export interface Standing {
  readonly document: ChangeDocument;
  /** The Terraform JSON of the stack as it will be. */
  readonly terraform: Json;
  readonly findings: readonly Finding[];
  readonly offline: OfflineCheck;
}

interface Terms {
  readonly repository: string;
  /** Beside those that the stack has where the work starts. */
  readonly contracts: readonly Contract[];
  readonly thresholds: Settings["thresholds"];
  readonly signal: AbortSignal;
}

/** synth ─▶ checks: what was synthesised, held against the default branch, and every problem that blocks it. */
export async function judgeSynthesised(
  json: Json,
  { repository, contracts, thresholds, signal }: Terms,
  { ground, judges }: { readonly ground: Ground; readonly judges: Judges },
): Promise<Standing & Omit<Attempt, "change">> {
  const { stack, environment, synthesised } = ground;
  const { cloud, account, region } = environment;
  const host = { repository, stack, cloud, account, region };
  const head = prepareForHost(json, host);
  const base = synthesised.base === null ? null : prepareForHost(synthesised.base, host);
  const start = synthesised.start === null ? null : prepareForHost(synthesised.start, host);
  const document = documentFromSynth(base, head, judges.catalogue);
  const { gate, findings, offline } = await judgeDraft(
    { base, head, start, document, contracts, signal },
    ground,
    judges,
  );
  const decision = decide(findings, thresholds, document.source);
  const failed = offline.kind === "failed" ? offline : null;
  const problems = [...(decision.kind === "blocked" ? decision.blocking : []), ...(failed?.findings ?? [])];
  const stoppedAt = gate.length > 0 ? "gate" : failed?.phase === "validate" ? "validate" : null;
  return { document, terraform: head, findings, offline, problems, stoppedAt };
}
