import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Severity } from "#shared/core/finding.ts";
import { Fate } from "#shared/core/finding-outcome.ts";
import type { LedgerEvent } from "#shared/core/ledger-entry.ts";
import type { Verdict } from "#shared/core/review.ts";
import { historyIn } from "../../../app/experts/record/history.ts";
import { precisionsIn } from "../../../app/experts/record/tally.ts";
import { BUCKET, consulting, keeping } from "../../support/consulting.ts";
import { became, proposed, seat, told } from "../../support/told.ts";

const said = (quoted: string, severity: Severity) => ({
  ...{ id: "S1", dimension: "security", rule: "R-1", severity, address: BUCKET, path: "bucket", quoted },
  message: "It is said.",
});
type Said = Readonly<Record<string, readonly object[]>>;
const SEATS = { security: ["openai/guard"], reliability: ["google/steady"] };

/** What two models decide that say this, in a repository whose ledger tells that. */
async function verdictAfter(past: readonly LedgerEvent[], findings: Said): Promise<Verdict> {
  const says = (model: string) => JSON.stringify({ findings: findings[model] ?? [], unknowns: [] });
  const ledger = { ...keeping().ledger, events: async () => past };
  return (await consulting({ comment: 1, seats: SEATS, says }, ledger, { seats: [] })).verdict;
}

const NAMES = ["first", "later", "third"];
const voice = fc.constantFrom("openai/guard", "google/steady", "analyser");
const event = fc.oneof(
  fc
    .tuple(fc.constantFrom(...NAMES), voice, fc.subarray(["a", "b"]), fc.nat(3))
    .map(([name, by, held, demoted]) => told(name, [seat("security", held, { voices: [by], demoted })])),
  fc
    .tuple(fc.constantFrom(...Fate.options), fc.constantFrom(...NAMES), fc.constantFrom("a", "b"), voice)
    .map(([fate, name, finding, by]) => became(fate, { consultation: name, finding, by })),
  fc.constant(proposed(12)),
);
const finding = fc
  .tuple(fc.constantFrom("logs", "nowhere"), fc.constantFrom(...Severity.options))
  .map(([quoted, severity]) => said(quoted, severity));
const findings = fc.record({
  "openai/guard": fc.array(finding, { maxLength: 2 }),
  "google/steady": fc.array(finding, { maxLength: 2 }),
});

describe("the verdict of the circle", () => {
  it("is the same whatever became of what was found before", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 8 }), findings, async (past, now) => {
        expect(await verdictAfter(past, now)).toEqual(await verdictAfter([], now));
      }),
    );
  });

  it("lets a critical of security stop a change although its voice was never right, and a low of one that always was pass", async () => {
    const of = (fate: Fate) => [
      told("first", [seat("security", ["a"], { voices: ["openai/guard"] })]),
      became(fate, { consultation: "first", finding: "a", by: "openai/guard" }),
    ];
    const means = (["dismissed", "waived"] as const).map((fate) =>
      precisionsIn(historyIn(of(fate)))("security", "openai/guard"),
    );
    expect(means).toEqual([0.25, 0.75]);
    const critical = { "openai/guard": [said("logs", "critical")] };
    expect((await verdictAfter(of("dismissed"), critical)).kind).toBe("objected");
    const low = { "openai/guard": [said("logs", "low")] };
    expect((await verdictAfter(of("waived"), low)).kind).toBe("undecided");
  });
});
