import type { Review } from "#shared/core/review.ts";
import { code, inline } from "#shared/report/escape.ts";

/** What the models of the seats cost, a row for each that was asked or passed over, with how that ended. */
export function paidText(reviews: readonly Review[]): string {
  const rows = reviews.flatMap(({ duty, attempts }) => attempts.map((attempt) => ({ duty, ...attempt })));
  if (rows.length === 0) return "";
  const total = rows.reduce((sum, { dollars }) => sum + dollars, 0);
  const lines = rows.map(
    ({ duty, vendor, model, outcome, inputTokens, outputTokens, dollars, milliseconds }) =>
      `| ${duty} | ${code(`${vendor}/${model}`)} | ${inline(outcome)} | ${inputTokens} / ${outputTokens} | ${inDollars(dollars)} | ${(milliseconds / 1000).toFixed(1)} s |`,
  );
  return [
    `The circle cost ${inDollars(total)}:`,
    "",
    "| Seat | Model | Outcome | Tokens in / out | Paid | Took |",
    "| --- | --- | --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}

function inDollars(dollars: number): string {
  return `$${dollars.toFixed(dollars > 0 && dollars < 0.01 ? 4 : 2)}`;
}
