import { stepsOf } from "#shared/checks/places.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { Duty, ExpertFinding } from "#shared/core/review.ts";

/** A verified finding, who sits in the seat that made it, and for what. */
export interface Voiced {
  readonly finding: ExpertFinding;
  readonly duty: Duty;
  readonly speaker: string;
}

/** What a model says counts where another seat, filled by another model, says so of the same place, or a tool says something of the same resource. */
export function isCorroborated(
  { finding, duty, speaker }: Voiced,
  { others, tools }: { readonly others: readonly Voiced[]; readonly tools: readonly Finding[] },
): boolean {
  const isSeconded = others.some(
    (other) => other.duty !== duty && other.speaker !== speaker && isSamePlace(other.finding, finding),
  );
  return isSeconded || tools.some((tool) => isSameThing(tool, finding));
}

/** Without a resource a finding is about a promise, which its path names. */
function isSameThing(one: Finding, other: Finding): boolean {
  return one.resource === other.resource && (one.resource !== "" || one.path === other.path);
}

/** One path leads to the other or goes through it. */
export function isSamePlace(one: Finding, other: Finding): boolean {
  if (!isSameThing(one, other)) return false;
  const [short = [], long = []] = [placeOf(one), placeOf(other)].sort((a, b) => a.length - b.length);
  return short.every((step, at) => long[at] === step);
}

/** The same for a place however its path is written. */
export function placeOf({ path }: Finding): string[] {
  return stepsOf(path).flatMap((step) => step.split("."));
}
