import { describe, expect, it } from "vitest";
import type { Consultation } from "#shared/core/consultation.ts";
import type { ExpertFinding, Review } from "#shared/core/review.ts";
import { findingName } from "#shared/ledger/finding-name.ts";
import { findingIn, isFixed } from "../../../../app/experts/record/fixed.ts";
import { created, documentOf } from "../../../support/change.ts";
import { consultation } from "../../../support/consultation.ts";

const FINDING: ExpertFinding = {
  ...{ id: "S1", by: "model", dimension: "security", rule: "NET-1", severity: "medium", status: "fail" },
  ...{ resource: "aws_sqs_queue.orders", path: "name", quoted: "zebrafish", message: "", controls: [] },
};
const analysers: ExpertFinding = { ...FINDING, by: "analyser" };

/** A consultation about a queue of this name, in which security says this. */
function later(name: string, ...findings: ExpertFinding[]): Consultation {
  const packet = consultation().packet;
  const document = documentOf([created("aws_sqs_queue.orders", { name })]);
  const said = { notes: [], degraded: null, demoted: 0, attempts: [], by: "openai/gpt-5" };
  const reviews: Review[] = [{ kind: "answered", duty: "security", ...said, findings }];
  return consultation({ packet: { ...packet, document }, reviews });
}

describe("a finding", () => {
  it.each<[string, ExpertFinding, Consultation, boolean]>([
    ["that is gone with the value it quoted", FINDING, later("quagga"), true],
    ["that the model only does not repeat", FINDING, later("zebrafish"), false],
    ["that an analyser does not repeat", analysers, later("zebrafish"), true],
    [
      "that is said of the same place by another rule",
      FINDING,
      later("quagga", { ...FINDING, rule: "NET-2", quoted: "quagga" }),
      false,
    ],
    [
      "beside which another place is objected to",
      FINDING,
      later("quagga", { ...FINDING, path: "tags" }),
      true,
    ],
    [
      "within which something is objected to",
      FINDING,
      later("quagga", { ...FINDING, path: "name.x" }),
      false,
    ],
    ["whose value was withheld", { ...FINDING, quoted: "(withheld)" }, later("quagga"), false],
    [
      "of a promise that is not held against it any more",
      { ...FINDING, resource: "" },
      later("zebrafish"),
      true,
    ],
  ])("%s", (_, finding, now, expected) => {
    expect(isFixed({ duty: "security", finding }, now)).toBe(expected);
  });

  it("is found again by its name in the seat that made it, and in no other", () => {
    const of = (duty: "security" | "cost") => ({ duty, finding: findingName("security", FINDING) });
    expect(findingIn(later("x", FINDING), of("security"))).toEqual(FINDING);
    expect(findingIn(later("x", FINDING), of("cost"))).toBeNull();
    expect(findingIn(later("x"), of("security"))).toBeNull();
  });
});
