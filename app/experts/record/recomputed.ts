import { Consultation } from "#shared/core/consultation.ts";
import type { Attempt, Review } from "#shared/core/review.ts";
import type { Opinion, Packet, Seat } from "#shared/core/seat.ts";
import { type Place, placesOf, rulesOf } from "../circle.ts";
import { type Floor, floorOf } from "../floor.ts";
import { settled } from "../packet/settled.ts";
import { readOpinion } from "../prompt/opinion.ts";
import { type Filled, reviewOf } from "../review-of.ts";
import { weigh } from "../weigh.ts";

/**
 * The same consultation once more, without asking any model: analysers look at the recorded packet, recorded answers are read and looked up
 * again, and the verdict is weighed by the recorded terms. Taken as it is recorded is what nobody can compute: how a call without a usable
 * answer ended, what it cost, and that an analyser failed.
 */
export async function recomputed(
  recorded: Consultation,
  analysers: readonly Seat[],
  signal: AbortSignal,
): Promise<Consultation> {
  const packet = settled(recorded.packet);
  const { terms } = recorded;
  const reviewed = new Map(recorded.reviews.map((review) => [review.duty, review]));
  const seated = analysers.filter(({ duty }) => reviewed.get(duty)?.analyser !== undefined);
  const reviews = await Promise.all(
    placesOf(terms.seats, seated).map(async (place) => {
      const review = reviewed.get(place.duty);
      const floor = await floorAgain({ place, packet }, review, signal);
      return reviewOf(floor, readAgain(place, review?.attempts ?? []), packet);
    }),
  );
  const verdict = weigh(reviews, rulesOf(terms, packet.findings));
  return Consultation.parse({ ...recorded, packet, reviews, verdict });
}

async function floorAgain(
  { place, packet }: { readonly place: Place; readonly packet: Packet },
  review: Review | undefined,
  signal: AbortSignal,
): Promise<Floor> {
  const failed = review?.analyser?.failed ?? null;
  return failed === null ? await floorOf(place, packet, signal) : { place, opinion: null, failed };
}

/** Each answer in the order of the roster, up to the first that can be used, whatever the record says of it. */
function readAgain({ models }: Place, attempts: readonly Attempt[]): Filled {
  const read: Attempt[] = [];
  for (const [at, name] of models.slice(0, attempts.length).entries()) {
    const attempt = attempts[at];
    if (attempt === undefined) break;
    const opinion = opinionIn(attempt);
    read.push({ ...attempt, ...name, outcome: outcomeOf(attempt, opinion) });
    if (opinion !== null) return { opinion, attempts: read };
  }
  return { opinion: null, attempts: read };
}

/** Only an answer that came to its end was ever read. */
function opinionIn({ outcome, answer }: Attempt): Opinion | null {
  if (answer === null || (outcome !== "answered" && outcome !== "malformed")) return null;
  const read = readOpinion(answer);
  return "value" in read ? read.value : null;
}

function outcomeOf({ outcome }: Attempt, opinion: Opinion | null): Attempt["outcome"] {
  if (opinion !== null) return "answered";
  return outcome === "answered" ? "malformed" : outcome;
}
