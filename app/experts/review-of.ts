import { anchorFindings } from "#shared/checks/anchor.ts";
import type { ModelName } from "#shared/core/model.ts";
import type { Attempt, Review } from "#shared/core/review.ts";
import type { Opinion, Packet } from "#shared/core/seat.ts";
import type { Place } from "./circle.ts";
import type { Floor } from "./floor.ts";
import { inKnownNames } from "./prompt/known-names.ts";

/** What the models of a place have said: one opinion at most, and every attempt to get it. */
export interface Filled {
  readonly opinion: Opinion | null;
  readonly attempts: readonly Attempt[];
}

/** One review of analyser and model together. A model that belongs here and was not heard makes it degraded; nobody at all, silent. */
export function reviewOf(floor: Floor, answered: Filled, packet: Packet): Review {
  const { opinion } = answered;
  const filled = { ...answered, opinion: opinion === null ? null : inKnownNames(opinion, packet) };
  const { duty } = floor.place;
  const attempts = [...filled.attempts];
  const missed = missedIn(floor, filled);
  if (floor.opinion === null && filled.opinion === null) {
    return {
      kind: "silent",
      duty,
      by: whoBelongs(floor.place),
      reason: missed ?? "nobody sits here",
      attempts,
      ...analyserOf(floor),
    };
  }
  const sure = anchorFindings(floor.opinion?.findings ?? [], packet);
  const model = anchorFindings(filled.opinion?.findings ?? [], packet);
  return {
    ...{ kind: "answered", duty, by: whoSpoke(floor, filled), attempts, degraded: missed },
    ...analyserOf(floor),
    findings: [...sure.verified, ...model.verified],
    notes: [...notesOf(floor), ...sure.notes, ...notesOf(filled), ...model.notes],
    demoted: sure.notes.length + model.notes.length,
  };
}

function analyserOf({ place, failed }: Floor): Pick<Review, "analyser"> {
  return place.analyser === null ? {} : { analyser: { by: place.analyser.by, failed } };
}

/** Why somebody who belongs here was not heard, null where everybody was. */
function missedIn({ place, failed }: Floor, { opinion, attempts }: Filled): string | null {
  const models = opinion === null ? attempts.map((one) => `${called(one)}: ${one.outcome}`) : [];
  if (opinion === null && attempts.length < place.models.length) models.push("no time was left");
  const missed = [...(failed === null ? [] : [failed]), ...models];
  return missed.length === 0 ? null : missed.join(", ");
}

function whoBelongs({ analyser, models }: Place): string {
  return [...models.map(called), ...(analyser === null ? [] : [analyser.by])].join(" or ");
}

function whoSpoke({ place, opinion }: Floor, { attempts }: Filled): string {
  const models = attempts.filter(({ outcome }) => outcome === "answered").map(called);
  return [...models, ...(opinion === null || place.analyser === null ? [] : [place.analyser.by])].join(" + ");
}

function notesOf({ opinion }: { readonly opinion: Opinion | null }): readonly string[] {
  return opinion?.notes ?? [];
}

function called({ vendor, model }: ModelName): string {
  return `${vendor}/${model}`;
}
