import { createHash } from "node:crypto";
import type { Consulted, Seated } from "#shared/core/consultation.ts";
import type { FindingOutcome } from "#shared/core/finding-outcome.ts";
import type { LedgerEvent } from "#shared/core/ledger-entry.ts";
import { ModelName } from "#shared/core/model.ts";
import type { Duty } from "#shared/core/review.ts";
import { ATTEMPT } from "./attempt.ts";

export const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

const { answer: _, ...SPOKE } = ATTEMPT;

/** A seat that the first voice, `openai/gpt-5` unless said, has filled and that holds findings of these names. */
export function seat(duty: Duty, held: readonly string[], change: Partial<Seated> = {}): Seated {
  const by = change.voices?.[0] ?? "openai/gpt-5";
  const name = ModelName.safeParse({ vendor: by.split("/")[0], model: by.split("/")[1] }).data;
  return {
    ...{ duty, by, isHeard: true, prompt: null, found: {}, rules: 0, resources: 0 },
    ...{ demoted: 0, voices: [by], attempts: name === undefined ? [] : [{ ...SPOKE, ...name }] },
    held: held.map((name) => ({ name: digest(name), by, severity: "medium", dimension: duty })),
    ...change,
  };
}

/** The event of a consultation of that name, about the comment 1 unless said. */
export function told(name: string, seats: Seated[], change: Partial<Consulted> = {}): LedgerEvent {
  const place = { comment: 1, pullRequest: null, stack: "storage", packet: digest(`packet ${name}`) };
  const rest = { verdict: "approved", dollars: 0.0042, sealed: "attached" } as const;
  return {
    kind: "experts/consulted",
    body: { ...place, consultation: digest(name), seats, ...rest, ...change },
  };
}

/** The event by which the comment 1 led to this pull request. */
export function proposed(pullRequest: number, stack = "storage"): LedgerEvent {
  return { kind: "intake/proposed", body: { comment: 1, pullRequest, stack, requester: "ana" } };
}

/** The event of what became of a finding of security. */
export function became(
  outcome: FindingOutcome["outcome"],
  at: { readonly consultation: string; readonly finding: string; readonly by?: string },
): LedgerEvent {
  const { consultation, finding, by = "openai/gpt-5" } = at;
  const named = { consultation: digest(consultation), finding: digest(finding), by };
  const about = { ...named, duty: "security", dimension: "security", stack: "storage", pullRequest: 12 };
  const fixed = { through: "consultation", later: digest("later") };
  const said = { through: "comment", actor: "ben", comment: 7, said: digest("because") };
  const merged = { through: "merge", merged: 12, commit: "c0ffee" };
  const through = { fixed, waived: said, dismissed: merged, reverted: merged }[outcome];
  return { kind: "experts/outcome", body: { ...about, ...through, outcome } };
}
