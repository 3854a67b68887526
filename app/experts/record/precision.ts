import { betaQuantile } from "./beta.ts";

/** Which share of what a seat says is right, as far as its outcomes tell. */
export interface Precision {
  /** The smoothed share: the mean of what is believed after the outcomes. */
  readonly mean: number;
  /** Nine times in ten the share lies between these. */
  readonly low: number;
  readonly high: number;
}

/** Jeffreys' prior, Beta(1/2, 1/2): half a finding each way. */
const PRIOR = 0.5;
const LEVEL = 0.9;

/**
 * The precision of a seat with so many findings that were right and wrong: the mean and the equal-tailed 90 % interval of
 * Beta(right + 1/2, wrong + 1/2), at the ends 0 where nothing was right and 1 where nothing was wrong. For a few outcomes, and a seat has few, it is one
 * of the two that L. D. Brown, T. T. Cai and A. DasGupta recommend (Interval Estimation for a Binomial Proportion, Statistical Science 16, 2001).
 */
export function precisionOf({ right, wrong }: { readonly right: number; readonly wrong: number }): Precision {
  const [a, b] = [right + PRIOR, wrong + PRIOR];
  const tail = (1 - LEVEL) / 2;
  return {
    mean: a / (a + b),
    low: right === 0 ? 0 : betaQuantile(tail, a, b),
    high: wrong === 0 ? 1 : betaQuantile(1 - tail, a, b),
  };
}
