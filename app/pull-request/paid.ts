import type { BillLine } from "#shared/core/purse.ts";
import type { Review } from "#shared/core/review.ts";
import { code, inline } from "#shared/report/escape.ts";

/** What the models of the seats cost in the round that decided, a row for each that was asked or passed over, with how that ended. */
export function paidText(reviews: readonly Review[]): string {
  const rows = reviews.flatMap(({ duty, attempts }) => attempts.map((attempt) => ({ duty, ...attempt })));
  if (rows.length === 0) return "";
  const lines = rows.map(
    ({ duty, vendor, model, outcome, inputTokens, outputTokens, dollars, milliseconds }) =>
      `| ${duty} | ${code(`${vendor}/${model}`)} | ${inline(outcome)} | ${inputTokens} / ${outputTokens} | ${inDollars(dollars)} | ${(milliseconds / 1000).toFixed(1)} s |`,
  );
  return [
    `This round of the circle cost ${inDollars(totalOf(rows))}:`,
    "",
    "| Seat | Model | Outcome | Tokens in / out | Paid | Took |",
    "| --- | --- | --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}

/** What the whole request has cost: its author and every round of its circle. */
export function billText(bill: readonly BillLine[]): string {
  const lines = bill.map(
    ({ seat, vendor, model, calls, inputTokens, outputTokens, dollars }) =>
      `| ${seat} | ${code(`${vendor}/${model}`)} | ${calls} | ${inputTokens} / ${outputTokens} | ${inDollars(dollars)} |`,
  );
  return [
    `All rounds of this request together cost ${inDollars(totalOf(bill))}:`,
    "",
    "| Seat | Model | Calls | Tokens in / out | Paid |",
    "| --- | --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}

export function totalOf(paid: readonly { readonly dollars: number }[]): number {
  return paid.reduce((sum, { dollars }) => sum + dollars, 0);
}

export function inDollars(dollars: number): string {
  return `$${dollars.toFixed(dollars > 0 && dollars < 0.01 ? 4 : 2)}`;
}
