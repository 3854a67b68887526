import type { ModelName } from "#shared/core/model.ts";
import type { Attempt, Review } from "#shared/core/review.ts";
import type { Packet } from "#shared/core/seat.ts";
import type { Circle, Place } from "./circle.ts";
import { type Claim, claimsBeside } from "./claims.ts";
import { deadline, NotNeeded } from "./deadline.ts";
import { type Floor, floorOf } from "./floor.ts";
import { type Filled, reviewOf } from "./review-of.ts";
import { passedOver, tryModel } from "./try-model.ts";
import { weigh } from "./weigh.ts";

/**
 * Asks all seats at once, each blind to the others: first the analysers, which cost nothing, then the models beside them. What a seat
 * quotes is looked up before it counts; a seat that fails, or is not heard in time, is silent, and silence is never consent. Once an
 * objection is sure, nobody else is waited for: no further word takes it back. Any other outcome everybody can still change, if only by the
 * dissent that whoever merges is shown.
 */
export async function askSeats(packet: Packet, circle: Circle, cancelled: AbortSignal): Promise<Review[]> {
  const { signal, done } = deadline(circle.deadlines.circle, cancelled);
  try {
    const floors = await Promise.all(circle.places.map((place) => floorOf(place, packet, signal)));
    return await modelsBeside(floors, { packet, circle, signal });
  } finally {
    done();
  }
}

interface Asking {
  readonly packet: Packet;
  readonly circle: Circle;
  readonly signal: AbortSignal;
}

async function modelsBeside(floors: readonly Floor[], { packet, circle, signal }: Asking): Promise<Review[]> {
  const reviews = floors.map((floor) => reviewOf(floor, NOBODY, packet));
  const stop = new AbortController();
  const stopWhenSure = () => {
    if (weigh(reviews, circle.rules).kind === "objected") stop.abort(new NotNeeded());
  };
  stopWhenSure();
  const claim = claimsBeside(circle.models.authors);
  const asking = { packet, circle, signal: AbortSignal.any([signal, stop.signal]) };
  await Promise.all(
    floors.map(async (floor, at) => {
      reviews[at] = reviewOf(floor, await fill(floor.place, claim, asking), packet);
      stopWhenSure();
    }),
  );
  return reviews;
}

const NOBODY: Filled = { opinion: null, attempts: [] };

/** The first model of the place that answers, within the time of the seat. */
async function fill(
  { duty, models }: Place,
  claim: Claim,
  { packet, circle, signal }: Asking,
): Promise<Filled> {
  const seat = deadline(circle.deadlines.seat, signal);
  const attempts: Attempt[] = [];
  try {
    for (const name of models) {
      if (seat.signal.aborted && attempts.length > 0) break;
      const { opinion, attempt } = await tried(name);
      attempts.push(attempt);
      if (opinion !== null) return { opinion, attempts };
    }
    return { opinion: null, attempts };
  } finally {
    seat.done();
  }
  async function tried(name: ModelName) {
    const refused = seat.signal.aborted ? null : claim(duty, name);
    if (refused !== null) return passedOver(name, refused);
    return await tryModel({ duty, name, packet }, circle, seat.signal);
  }
}
