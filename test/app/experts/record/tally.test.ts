import { describe, expect, it } from "vitest";
import { historyIn } from "../../../../app/experts/record/history.ts";
import { precisionOf } from "../../../../app/experts/record/precision.ts";
import { talliesOf } from "../../../../app/experts/record/tally.ts";
import { ATTEMPT } from "../../../support/attempt.ts";
import { became, seat, told } from "../../../support/told.ts";

const attempt = (of: Partial<typeof ATTEMPT>) => {
  const { answer: _, ...plain } = { ...ATTEMPT, ...of };
  return plain;
};
const tallies = (...events: Parameters<typeof historyIn>[0]) => talliesOf(historyIn(events));

describe("the tally of a seat", () => {
  it("counts a finding once, and what quotes nothing as often as it was said", () => {
    const names = ["fixed", "waived", "dismissed", "reverted", "open"];
    const found = tallies(
      told("first", [seat("security", names, { demoted: 2 })]),
      told("second", [seat("security", names, { demoted: 1 })]),
      ...(["fixed", "waived", "dismissed", "reverted"] as const).map((name) =>
        became(name, { consultation: "second", finding: name }),
      ),
    );
    const counts = { right: 3, wrong: 4, open: 1, demoted: 3, asked: 2, heard: 2 };
    const figures = { ...counts, precision: precisionOf({ right: 3, wrong: 4 }) };
    expect(found).toEqual([
      { duty: "security", by: null, ...figures, dollars: 0.0084, milliseconds: 1840 },
      { duty: "security", by: "openai/gpt-5", ...figures, dollars: 0.0084, milliseconds: 1840 },
    ]);
  });

  it("keeps who stood in for whom apart, and takes both ways to Google for one", () => {
    const timedOut = attempt({ outcome: "timeout", dollars: 1, milliseconds: 60_000 });
    const google = (vendor: "google" | "google-genai") =>
      attempt({ vendor, model: "gemini", milliseconds: 9 });
    const voices = ["google/gemini", "analyser"];
    const found = tallies(
      told("a", [seat("cost", [], { attempts: [timedOut, google("google")], voices, demoted: 1 })]),
      told("b", [seat("cost", [], { attempts: [google("google-genai")], voices })]),
    );
    expect(found).toMatchObject([
      { by: null, asked: 2, heard: 2, wrong: 1, milliseconds: 9 },
      { by: "openai/gpt-5", asked: 1, heard: 0, wrong: 0, dollars: 1, milliseconds: null },
      { by: "google/gemini", asked: 2, heard: 2, wrong: 1 },
      { by: "analyser", asked: 2, heard: 2, wrong: 0, dollars: 0, milliseconds: null },
    ]);
  });

  it("counts what an analyser alone quotes wrongly as its own", () => {
    const [all, alone] = tallies(
      told("a", [seat("security", [], { attempts: [], voices: ["analyser"], demoted: 2 })]),
    );
    expect([all?.wrong, alone?.wrong]).toEqual([2, 2]);
  });

  it("names nobody who was passed over, unless it cost something", () => {
    const passed = attempt({ outcome: "not-configured", dollars: 0 });
    const stopped = attempt({ vendor: "anthropic", outcome: "not-needed", dollars: 0.5 });
    const silent = { isHeard: false, voices: [], attempts: [passed, stopped] };
    expect(tallies(told("a", [seat("fidelity", [], silent)]))).toMatchObject([
      { by: null, asked: 1, heard: 0, dollars: 0.5 },
      { by: "anthropic/gpt-5", asked: 0, heard: 0, dollars: 0.5 },
    ]);
  });

  it("has no row where nobody was ever asked", () => {
    expect(tallies()).toEqual([]);
  });

  it("takes the lower of two answers in the middle", () => {
    const of = (milliseconds: number) =>
      told(String(milliseconds), [seat("cost", [], { attempts: [attempt({ milliseconds })] })]);
    expect(tallies(of(30), of(10), of(40), of(20))[0]?.milliseconds).toBe(20);
  });
});
