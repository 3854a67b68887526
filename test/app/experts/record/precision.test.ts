import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { betaCdf, betaQuantile } from "../../../../app/experts/record/beta.ts";
import { precisionOf } from "../../../../app/experts/record/precision.ts";

/** The quantile of F with these degrees of freedom, which is one of Beta(d1/2, d2/2). */
function quantileOfF(p: number, d1: number, d2: number): number {
  const x = betaQuantile(p, d1 / 2, d2 / 2);
  return (d2 * x) / (d1 * (1 - x));
}

describe("the Beta distribution", () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.3: upper critical values of F at 5 %.
  it.each([
    [1, 1, 161.448],
    [2, 3, 9.552],
    [1, 10, 4.965],
    [4, 4, 6.388],
    [5, 10, 3.326],
    [10, 20, 2.348],
  ])("has the published critical value of F for %i and %i degrees of freedom", (d1, d2, published) => {
    expect(quantileOfF(0.95, d1, d2)).toBeCloseTo(published, 3);
  });

  // The same handbook, 1.3.6.7.2: critical values of Student's t, whose square is F with one degree of freedom.
  it.each([
    [5, 0.95, 2.015],
    [10, 0.975, 2.228],
    [30, 0.995, 2.75],
  ])("has the published critical value of t for %i degrees of freedom", (degrees, p, published) => {
    expect(Math.sqrt(quantileOfF(2 * p - 1, 1, degrees))).toBeCloseTo(published, 3);
  });

  it.each([
    ["the arcsine law", betaQuantile(0.2, 0.5, 0.5), Math.sin(Math.PI * 0.1) ** 2],
    ["the least of nineteen", betaQuantile(0.05, 1, 19), 1 - 0.95 ** (1 / 19)],
    ["the middle of what is even", betaQuantile(0.5, 10_000, 10_000), 0.5],
    ["nothing below 0", betaCdf(0, 2, 3), 0],
    ["all below 1", betaCdf(1, 2, 3), 1],
  ])("keeps %s", (_, found, known) => {
    expect(found).toBeCloseTo(known, 9);
  });

  it("is undone by its quantile", () => {
    const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    const count = fc.integer({ min: 1, max: 400 }).map((n) => n / 2);
    fc.assert(
      fc.property(share, count, count, (p, a, b) => {
        expect(betaCdf(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 6);
      }),
    );
  });
});

describe("the precision of a seat", () => {
  it.each([
    [{ right: 0, wrong: 0 }, 0.5, 0, 1],
    [{ right: 1, wrong: 0 }, 0.75, 0.229, 1],
    [{ right: 0, wrong: 1 }, 0.25, 0, 0.771],
  ])("of %j", (outcomes, mean, low, high) => {
    const found = precisionOf(outcomes);
    expect(found.mean).toBe(mean);
    expect(found.low).toBeCloseTo(low, 3);
    expect(found.high).toBeCloseTo(high, 3);
  });

  const count = fc.integer({ min: 0, max: 300 });
  const width = ({ low, high }: ReturnType<typeof precisionOf>) => high - low;

  it("lies within its interval, and both within 0 and 1", () => {
    fc.assert(
      fc.property(count, count, (right, wrong) => {
        const { mean, low, high } = precisionOf({ right, wrong });
        expect([0 <= low, low <= mean, mean <= high, high <= 1]).toEqual([true, true, true, true]);
      }),
    );
  });

  it("rises with what was right, and falls with what was wrong", () => {
    fc.assert(
      fc.property(count, count, (right, wrong) => {
        const at = precisionOf({ right, wrong });
        const better = precisionOf({ right: right + 1, wrong });
        const worse = precisionOf({ right, wrong: wrong + 1 });
        for (const part of ["mean", "low", "high"] as const) {
          expect(better[part]).toBeGreaterThanOrEqual(at[part]);
          expect(worse[part]).toBeLessThanOrEqual(at[part]);
        }
        expect(better.mean).toBeGreaterThan(worse.mean);
      }),
    );
  });

  it("is surer of the same share the more there is of it", () => {
    fc.assert(
      fc.property(count, count, fc.integer({ min: 2, max: 5 }), (right, wrong, times) => {
        fc.pre(right > 0 && wrong > 0);
        const more = precisionOf({ right: right * times, wrong: wrong * times });
        expect(width(more)).toBeLessThan(width(precisionOf({ right, wrong })));
      }),
    );
  });
});
