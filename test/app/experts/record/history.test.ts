import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fate } from "#shared/core/finding-outcome.ts";
import type { LedgerEvent } from "#shared/core/ledger-entry.ts";
import { historyIn } from "../../../../app/experts/record/history.ts";
import { became, digest, proposed, seat, told } from "../../../support/told.ts";

const said = (events: readonly LedgerEvent[]) =>
  historyIn(events).cases.map(({ about, isStanding, outcome }) => {
    const name = ["a", "b"].find((one) => digest(one) === about.finding);
    return [name, about.pullRequest, isStanding, outcome];
  });
const first = told("first", [seat("security", ["a"])]);

describe("the history of the circle", () => {
  it.each<[string, LedgerEvent[], unknown[]]>([
    ["is open while nothing became of it", [first], [["a", null, true, null]]],
    [
      "is one in however many consultations it stands",
      [first, proposed(12), told("second", [seat("security", ["a"])], { comment: 2, pullRequest: 12 })],
      [["a", 12, true, null]],
    ],
    [
      "is another one on another pull request",
      [first, proposed(12), told("second", [seat("security", ["a"])], { comment: 2, pullRequest: 13 })],
      [
        ["a", 12, true, null],
        ["a", 13, true, null],
      ],
    ],
    [
      "is another one in another stack of the same comment",
      [
        first,
        proposed(12),
        told("second", [seat("security", ["a"])], { stack: "network" }),
        proposed(13, "network"),
      ],
      [
        ["a", 12, true, null],
        ["a", 13, true, null],
      ],
    ],
    [
      "stands no more where the seat was heard again without it",
      [first, told("second", [seat("security", ["b"])])],
      [
        ["a", null, false, null],
        ["b", null, true, null],
      ],
    ],
    [
      "stands on where the seat was silent",
      [first, told("second", [seat("security", [], { isHeard: false, voices: [] })])],
      [["a", null, true, null]],
    ],
    [
      "stands on where another seat was heard",
      [first, told("second", [seat("cost", [])])],
      [["a", null, true, null]],
    ],
    [
      "of a model stands on where only the analyser was heard",
      [first, told("second", [seat("security", [], { voices: ["analyser"] })])],
      [["a", null, true, null]],
    ],
    [
      "of a model stands no more where another model sits there now",
      [first, told("second", [seat("security", [], { voices: ["google/gemini"] })])],
      [["a", null, false, null]],
    ],
    [
      "is open again when it comes back after it was fixed",
      [
        first,
        told("later", [seat("security", [])]),
        became("fixed", { consultation: "first", finding: "a" }),
        told("third", [seat("security", ["a"])]),
      ],
      [["a", null, true, null]],
    ],
    [
      "stays waived when it is said again",
      [
        first,
        became("waived", { consultation: "first", finding: "a" }),
        told("second", [seat("security", ["a"])]),
      ],
      [["a", null, true, "waived"]],
    ],
    [
      "keeps the first word that was said of it",
      [
        first,
        became("waived", { consultation: "first", finding: "a" }),
        became("dismissed", { consultation: "first", finding: "a" }),
      ],
      [["a", null, true, "waived"]],
    ],
    [
      "was right after all when the merge was taken back",
      [
        first,
        became("dismissed", { consultation: "first", finding: "a" }),
        became("reverted", { consultation: "first", finding: "a" }),
      ],
      [["a", null, true, "reverted"]],
    ],
    [
      "is not fixed by what was fixed before it came back, told once more",
      [
        first,
        told("later", [seat("security", [])]),
        told("third", [seat("security", ["a"])]),
        became("fixed", { consultation: "first", finding: "a" }),
      ],
      [["a", null, true, null]],
    ],
    [
      "is not settled by what is said of another consultation, finding or voice",
      [
        first,
        became("waived", { consultation: "nowhere", finding: "a" }),
        became("waived", { consultation: "first", finding: "b" }),
        became("waived", { consultation: "first", finding: "a", by: "analyser" }),
      ],
      [["a", null, true, null]],
    ],
    [
      "is read although entries around it have another shape",
      [{ kind: "experts/consulted", body: 7 }, first, { kind: "experts/outcome", body: {} }],
      [["a", null, true, null]],
    ],
  ])("has a finding that %s", (_, events, cases) => {
    expect(said(events)).toEqual(cases);
  });

  const names = ["first", "later", "third"];
  const past = fc
    .tuple(
      fc.array(fc.subarray(["a", "b"]), { minLength: 3, maxLength: 3 }),
      fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.constantFrom(...Fate.options), fc.constantFrom("a", "b"))),
    )
    .map(([held, outcomes]) => {
      // What is told of a finding comes after a consultation that has it, as the audit demands.
      return held.flatMap((own, at) => [
        told(names[at] ?? "", [seat("security", own)]),
        ...outcomes
          .filter(([of, after, , finding]) => after === at && of <= at && held[of]?.includes(finding))
          .map(([of, , fate, finding]) => became(fate, { consultation: names[of] ?? "", finding })),
      ]);
    });

  it("is the same where outcomes are told twice, as two workers at once may tell them", () => {
    fc.assert(
      fc.property(past, (events) => {
        const twice = events.flatMap((one) => (one.kind === "experts/outcome" ? [one, one] : [one]));
        expect(historyIn(twice)).toEqual(historyIn(events));
      }),
    );
  });
});
