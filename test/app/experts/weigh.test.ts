import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Finding, Severity } from "#shared/core/finding.ts";
import {
  type Attempt,
  Duty,
  type ExpertFinding,
  type Review,
  type VerdictRules,
} from "#shared/core/review.ts";
import { weigh } from "../../../app/experts/weigh.ts";

const FINDING: ExpertFinding = {
  ...{ id: "S1", by: "model", dimension: "security", rule: "NET-1", severity: "high", status: "fail" },
  ...{ resource: "aws_security_group.web", path: "ingress.0.cidr_blocks", quoted: "0.0.0.0/0" },
  ...{ message: "", controls: [] },
};
const NO_TOKENS = { inputTokens: 0, outputTokens: 0, cachedTokens: 0, reasoningTokens: 0 };
type Speaker = Pick<Attempt, "vendor" | "model"> & Partial<Pick<Attempt, "answeredAs">>;
const answered = (duty: Duty, ...findings: ExpertFinding[]): Review => ({
  ...{ kind: "answered", duty, by: duty, findings, notes: [], demoted: 0, degraded: null, attempts: [] },
});
const degraded = (duty: Duty, ...findings: ExpertFinding[]): Review => ({
  ...answered(duty, ...findings),
  ...{ kind: "answered", findings, notes: [], demoted: 0, degraded: "openai/m: timeout" },
});
const silent = (duty: Duty): Review => ({
  ...{ kind: "silent", duty, by: "test", reason: "no answer in time", attempts: [] },
});
const RULES: VerdictRules = { required: ["security", "fidelity"], floor: "high", findings: [] };
const ALL = Duty.options.map((duty) => answered(duty));
/** The circle with one review in the place of its duty's. */
const circle = (...others: Review[]) =>
  ALL.map((review) => others.find(({ duty }) => duty === review.duty) ?? review);
const tool = (of: Partial<Finding>): Finding => ({
  ...FINDING,
  rule: "trivy/AWS-0107",
  severity: "low",
  ...of,
});

describe("the verdict", () => {
  it("approves where everybody was heard and found nothing", () => {
    expect(weigh(ALL, RULES)).toEqual({ kind: "approved", dissent: [] });
  });

  it.each<[string, Review[], Partial<VerdictRules>, string]>([
    ["a critical of security", [answered("security", { ...FINDING, severity: "critical" })], {}, "objected"],
    [
      "a critical of another seat alone",
      [answered("cost", { ...FINDING, severity: "critical" })],
      {},
      "approved",
    ],
    ["a high of one model alone", [answered("security", FINDING)], {}, "approved"],
    [
      "a high that two seats share",
      [answered("security", FINDING), answered("cost", FINDING)],
      {},
      "objected",
    ],
    [
      "a high within the place of another seat's",
      [answered("security", FINDING), answered("reliability", { ...FINDING, path: "ingress" })],
      {},
      "objected",
    ],
    [
      "a high of two seats at two places",
      [answered("security", FINDING), answered("cost", { ...FINDING, path: "egress" })],
      {},
      "approved",
    ],
    ["a high and a tool at that resource", [answered("cost", FINDING)], { findings: [tool({})] }, "objected"],
    [
      "a high and a tool elsewhere",
      [answered("cost", FINDING)],
      { findings: [tool({ resource: "aws_vpc.main" })] },
      "approved",
    ],
    ["a high of an analyser", [answered("fidelity", { ...FINDING, by: "analyser" })], {}, "objected"],
    [
      "a medium of an analyser",
      [answered("fidelity", { ...FINDING, by: "analyser", severity: "medium" })],
      {},
      "approved",
    ],
    [
      "what is decided at plan",
      [answered("security", { ...FINDING, by: "analyser", status: "unknown" })],
      {},
      "approved",
    ],
    [
      "a denial of a policy",
      [],
      { findings: [tool({ rule: "network/no_ssh", severity: "high" })] },
      "objected",
    ],
    [
      "a policy below the floor",
      [],
      { findings: [tool({ rule: "network/no_ssh", severity: "medium" })] },
      "approved",
    ],
    ["the scanner alone", [], { findings: [tool({ severity: "critical" })] }, "approved"],
    [
      "no more dollars than allowed",
      [answered("cost", priced(60), priced(40, "b"))],
      { monthlyDelta: 100 },
      "approved",
    ],
    [
      "more dollars than allowed",
      [answered("cost", priced(60), priced(40.01, "b"))],
      { monthlyDelta: 100 },
      "objected",
    ],
    [
      "dollars of one place that are said twice",
      [answered("cost", priced(60, "a[0]"), priced(99, "a.0"))],
      { monthlyDelta: 100 },
      "approved",
    ],
    ["dollars where no limit is set", [answered("cost", priced(100_000))], {}, "approved"],
    [
      "dollars that another seat names",
      [answered("security", priced(1000))],
      { monthlyDelta: 100 },
      "approved",
    ],
    ["cost silent where a limit is set", [silent("cost")], { monthlyDelta: 100 }, "undecided"],
    ["security silent", [silent("security")], {}, "undecided"],
    ["security degraded", [degraded("security")], {}, "undecided"],
    ["one other degraded", [degraded("fidelity")], {}, "approved"],
    ["a required one silent", [silent("fidelity")], {}, "undecided"],
    ["one silent that is not required", [silent("cost")], {}, "approved"],
    ["two of four not heard", [silent("cost"), degraded("reliability")], {}, "undecided"],
    [
      "two of four not heard, where two are enough",
      [silent("cost"), silent("reliability")],
      { quorum: 2 },
      "approved",
    ],
    [
      "an objection of whom not all were heard",
      [silent("cost"), degraded("security", { ...FINDING, by: "analyser" })],
      {},
      "objected",
    ],
  ])("with %s is as it must be", (_, others, rules, kind) => {
    expect(weigh(circle(...others), { ...RULES, ...rules }).kind).toBe(kind);
  });

  it.each<[Speaker, Speaker, string]>([
    [{ vendor: "google", model: "g" }, { vendor: "google-genai", model: "g" }, "approved"],
    [{ vendor: "google", model: "g" }, { vendor: "google", model: "h" }, "objected"],
    [
      { vendor: "compatible", model: "g", answeredAs: "x" },
      { vendor: "compatible", model: "h", answeredAs: "X:latest" },
      "approved",
    ],
    [
      { vendor: "compatible", model: "g", answeredAs: "x" },
      { vendor: "compatible", model: "h", answeredAs: "y" },
      "objected",
    ],
    [
      { vendor: "compatible", model: "g", answeredAs: null },
      { vendor: "compatible", model: "h", answeredAs: null },
      "objected",
    ],
  ])("does not count one model twice: %j and %j: %s", (one, other, kind) => {
    const attempt = { outcome: "answered" as const, ...NO_TOKENS, dollars: 0, milliseconds: 0 };
    const more = { answeredAs: null, requestId: null, answer: null };
    const by = (duty: Duty, speaker: Speaker): Review => ({
      ...{ ...answered(duty), kind: "answered", findings: [FINDING], notes: [], demoted: 0, degraded: null },
      attempts: [{ ...attempt, ...more, ...speaker }],
    });
    expect(weigh(circle(by("security", one), by("cost", other)), RULES).kind).toBe(kind);
  });

  it("names who was missing, and everybody where there were too few", () => {
    expect(weigh(circle(silent("fidelity")), RULES)).toMatchObject({ missing: ["fidelity"] });
    const few = weigh(circle(silent("cost"), silent("reliability")), RULES);
    expect(few).toMatchObject({ missing: ["reliability", "cost"] });
    expect(weigh([], RULES)).toEqual({ kind: "undecided", missing: ["security", "fidelity"], dissent: [] });
  });

  it("wants no seat of cost where there is none, whatever the limit", () => {
    const others = ALL.filter(({ duty }) => duty !== "cost");
    expect(weigh(others, { ...RULES, monthlyDelta: 100 }).kind).toBe("approved");
  });

  it("keeps what did not decide", () => {
    const low = { ...FINDING, severity: "low" as const };
    const critical = { ...FINDING, severity: "critical" as const };
    expect(weigh(circle(answered("security", low, critical)), RULES)).toEqual({
      ...{ kind: "objected", findings: [critical], dissent: [low] },
    });
  });
});

function priced(monthly: number, path = "a"): ExpertFinding {
  return { ...FINDING, dimension: "cost", severity: "low", monthly, path };
}

const finding = fc.record({
  severity: fc.constantFrom(...Severity.options),
  status: fc.constantFrom("fail" as const, "unknown" as const),
  by: fc.constantFrom("model" as const, "analyser" as const),
  resource: fc.constantFrom("aws_vpc.a", "aws_vpc.b"),
  path: fc.constantFrom("ingress", "ingress.0", "tags"),
  monthly: fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }),
});
const findings = fc.array(
  finding.map((of): ExpertFinding => ({ ...FINDING, ...of })),
  { maxLength: 4 },
);
const seat = fc.tuple(fc.constantFrom(answered, degraded, silent), findings);
const reviews = fc
  .tuple(seat, seat, seat, seat)
  .map((seats) => seats.map(([kind, found], at) => kind(Duty.options[at] ?? "cost", ...found)));
const rules = fc.constantFrom<VerdictRules>(RULES, { ...RULES, monthlyDelta: 100 }, { ...RULES, quorum: 1 });

describe("whatever is said, the verdict", () => {
  it("is the same in every order of seats", () => {
    fc.assert(
      fc.property(reviews, rules, fc.nat(), (all, by, turn) => {
        const at = turn % all.length;
        expect(weigh([...all.slice(at), ...all.slice(0, at)].toReversed(), by)).toEqual(weigh(all, by));
      }),
    );
  });

  it("does not depend on prose, nor on what was not found in the change", () => {
    fc.assert(
      fc.property(reviews, rules, fc.array(fc.string()), fc.nat(), (all, by, notes, demoted) => {
        const talkative = all.map((review) =>
          review.kind === "answered" ? { ...review, notes, demoted } : review,
        );
        expect(weigh(talkative, by)).toEqual(weigh(all, by));
      }),
    );
  });

  it("never turns milder by one more verified finding", () => {
    fc.assert(
      fc.property(reviews, rules, findings, fc.nat(3), (all, by, more, at) => {
        const louder = all.map((review, index) =>
          index === at && review.kind === "answered"
            ? { ...review, findings: [...review.findings, ...more] }
            : review,
        );
        if (weigh(all, by).kind === "objected") expect(weigh(louder, by).kind).toBe("objected");
        if (weigh(all, by).kind === "undecided") expect(weigh(louder, by).kind).not.toBe("approved");
      }),
    );
  });

  it("is fixed by an objection, and by nothing else as long as a seat is out", () => {
    const word = { ...FINDING, severity: "low" as const, id: "late" };
    fc.assert(
      fc.property(reviews, rules, fc.nat(3), (all, by, out) => {
        const [duty = "cost"] = Duty.options.slice(out);
        const without = all.filter((review) => review.duty !== duty);
        const before = weigh([...without, silent(duty)], by);
        const [quiet, loud] = [answered(duty), answered(duty, word)].map((late) =>
          weigh([...without, late], by),
        );
        if (before.kind === "objected") expect([quiet?.kind, loud?.kind]).toEqual(["objected", "objected"]);
        else expect(loud).not.toEqual(quiet);
      }),
    );
  });

  it("never approves without security", () => {
    fc.assert(
      fc.property(reviews, rules, fc.constantFrom("gone", "silent", "degraded"), (all, by, how) => {
        const others = all.filter(({ duty }) => duty !== "security");
        const put = how === "gone" ? [] : [how === "silent" ? silent("security") : degraded("security")];
        expect(weigh([...put, ...others], by).kind).not.toBe("approved");
      }),
    );
  });
});
