import { Duty, type Review, type VerdictRules } from "#shared/core/review.ts";

const USUAL_QUORUM = 3;

/** A seat is heard when it has answered and a model of its roster, where it has one, took part. */
function isHeard(review: Review): boolean {
  return review.kind === "answered" && review.degraded === null;
}

function quorumOf(seats: number, { quorum = Math.min(USUAL_QUORUM, seats) }: VerdictRules): number {
  return quorum;
}

/**
 * The duties without which nothing is decided: security unless it is heard, a seat of cost where the bill has a
 * limit, a required one unless something in it has answered, and every one that is not heard where too few are.
 */
export function unheard(reviews: readonly Review[], rules: VerdictRules): Duty[] {
  const heard = reviews.filter(isHeard).map(({ duty }) => duty);
  const answered = reviews.flatMap(({ kind, duty }) => (kind === "answered" ? [duty] : []));
  const isShort = new Set(heard).size < quorumOf(reviews.length, rules);
  const holdsLimit = rules.monthlyDelta !== undefined && reviews.some(({ duty }) => duty === "cost");
  const isOwed = (duty: Duty) => duty === "security" || (duty === "cost" && holdsLimit) || isShort;
  return Duty.options.filter(
    (duty) =>
      (!heard.includes(duty) && isOwed(duty)) || (rules.required.includes(duty) && !answered.includes(duty)),
  );
}
