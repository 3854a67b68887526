import { cosmeticRepairs } from "#shared/checks/cosmetic/cosmetic.ts";
import { CLOUDS } from "#shared/core/clouds.ts";
import type { Contract } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import { checkEditProved } from "#shared/synth/edit-proved.ts";
import { emitChange } from "../../emit/emit-change.ts";
import type { Judges } from "../judges.ts";
import type { Ground } from "./ground.ts";
import { judgeSynthesised, type Standing } from "./judge-synthesised.ts";
import { type Attempt, type Settling, settle } from "./settle.ts";

/** A change that was written, synthesised, proved to be what was meant, and judged. */
export interface Validated extends Standing {
  /** As it is after every repair. */
  readonly change: TypedChange;
  /** New and edited files by path. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Draft {
  readonly repository: string;
  readonly change: TypedChange;
  /** One a request. */
  readonly contracts: readonly Contract[];
  readonly thresholds: Settings["thresholds"];
  readonly mend: Settling<Attempt>["mend"];
  readonly rounds: Settling<Attempt>["rounds"];
  readonly signal: AbortSignal;
}

/**
 * emit ─▶ synth ─▶ checks, repaired by the author while something stands against it. What is left of that is a refusal
 * (`checks/blocked`) with every rule that blocks it.
 */
export async function validate(draft: Draft, ground: Ground, judges: Judges): Promise<Validated & Attempt> {
  const best = await settle(draft.change, validating(draft, ground, judges));
  if (best.problems.length > 0) throw blocked(best.problems);
  return best;
}

/** How a change is tried and mended: the judges of this stage, and the draft's author. */
export function validating(draft: Draft, ground: Ground, judges: Judges): Settling<Validated & Attempt> {
  return {
    attempt: (change) => attempt({ ...draft, change }, ground, judges),
    mend: draft.mend,
    rounds: draft.rounds,
    cosmetic: (before, after) =>
      cosmeticRepairs({ before, after, problems: before.problems, contracts: draft.contracts }),
  };
}

async function attempt(draft: Draft, ground: Ground, judges: Judges): Promise<Validated & Attempt> {
  const { stack, stackPath, environment, synthesised } = ground;
  const { change } = draft;
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

  return { change, files, ...(await judgeSynthesised(json, draft, { ground, judges })) };
}

/** What stands against a change, each rule by its name (`checks/blocked`). */
export function blocked(findings: readonly Finding[]): PipelineError {
  const asked = findings.find(({ rule }) => rule.startsWith("terraform/"));
  const lines = findings.map(({ rule, resource, message }) =>
    [rule, resource, message].filter(Boolean).join(": "),
  );
  return new PipelineError("checks/blocked", lines.join("; "), {
    next:
      asked === undefined
        ? "Ask for what the named rules allow."
        : `Say what ${[asked.path, asked.resource].filter(Boolean).join(" of ")} should be: Terraform does not take it as it is.`,
    details: lines,
  });
}
