import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Severity } from "#shared/core/finding.ts";
import type { ExpertFinding, Review, Verdict } from "#shared/core/review.ts";
import type { PrecisionOf } from "#shared/core/voice.ts";
import { findingName, shortName } from "#shared/ledger/finding-name.ts";
import { expertsText as shown } from "../../../app/pull-request/experts.ts";
import { ATTEMPT } from "../../support/attempt.ts";

const FINDING: ExpertFinding = {
  ...{ id: "S1", by: "model", dimension: "security", rule: "NET-1", severity: "medium", status: "fail" },
  ...{ resource: "aws_security_group.web", path: "ingress.0.cidr_blocks.0", quoted: "0.0.0.0/0" },
  ...{ message: "Open to @everyone.", controls: [] },
};
const answered = (of: Partial<Extract<Review, { kind: "answered" }>>): Review => ({
  kind: "answered",
  duty: "security",
  by: "openai/gpt-5 + key-less analyser",
  findings: [],
  notes: [],
  demoted: 0,
  degraded: null,
  attempts: [],
  ...of,
});
const EVEN = () => 0.5;
const expertsText = (reviews: readonly Review[], verdict: Verdict, precision: PrecisionOf = EVEN) =>
  shown(reviews, verdict, precision);
const approved = { kind: "approved" as const, dissent: [] };

describe("the circle in a pull request", () => {
  it("says who found what about what, seat by dimension", () => {
    const cost = { ...FINDING, dimension: "cost" as const, severity: "low" as const };
    const text = expertsText([answered({ findings: [FINDING, FINDING, cost] })], approved);
    expect(text).toContain("| Seat | Filled by | security | reliability | cost | fidelity |");
    expect(text).toContain("| security | `openai/gpt-5 + key-less analyser` | 2 medium | – | 1 low | – |");
  });

  it.each([
    [40, 40, ""],
    [41, 40, "- and 1 more"],
  ])("of %i remarks lists %i", (given, listed, rest) => {
    const notes = Array.from({ length: given }, (_, at) => `remark ${at}`);
    const text = expertsText([answered({ notes })], approved);
    expect(text.match(/^- security: remark/gm)).toHaveLength(listed);
    expect(text).toContain(`without weight (${given})`);
    expect(/^- and .*/m.exec(text)?.[0] ?? "").toBe(rest);
  });

  it("keeps a verified finding as dissent, with its place and its quote, the worst first", () => {
    const worse = { ...FINDING, severity: "high" as const, rule: "NET-2", path: "" };
    const lines = expertsText([answered({ findings: [FINDING, worse] })], approved).split("\n");
    expect(lines.filter((line) => line.includes("`NET-"))).toEqual([
      "- **high**, security, `NET-2`: Open to &#64;&#8203;everyone&#46; At `aws_security_group.web` stands `0.0.0.0/0`.",
      "- **medium**, security, `NET-1`: Open to &#64;&#8203;everyone&#46; At `aws_security_group.web.ingress.0.cidr_blocks.0` stands `0.0.0.0/0`.",
    ]);
  });

  it("names each finding as people can type it where models sit, and not where nothing is recorded", () => {
    const name = shortName("security", findingName("security", FINDING));
    expect(name).toMatch(/^security-[0-9a-f]{6}$/);
    const named = expertsText([answered({ findings: [FINDING], attempts: [ATTEMPT] })], approved);
    expect(named).toContain(`- **medium**, \`${name}\`, \`NET-1\`: Open to`);
    expect(named).toContain(`\`/code waive ${name} because …\``);
    expect(expertsText([answered({ findings: [FINDING] })], approved)).not.toContain("/code");
  });

  it("shows of the same severity those first whose voice was right more often, and the rest as the seats have it", () => {
    const of = (rule: string, severity: Severity, by: "model" | "analyser" = "model") => ({
      ...FINDING,
      ...{ rule, severity, by },
    });
    const first = answered({
      findings: [of("A", "low"), of("B", "high"), of("C", "low", "analyser"), of("D", "low")],
      attempts: [ATTEMPT],
    });
    const second = answered({ duty: "cost", findings: [of("E", "low"), of("F", "high")] });
    const known: Record<string, number> = { "security openai/gpt-5": 0.2, "security analyser": 0.9 };
    const text = expertsText([first, second], approved, (duty, by) => known[`${duty} ${by}`] ?? 0.5);
    expect([...text.matchAll(/`([A-F])`/g)].map(([, rule]) => rule)).toEqual(["F", "B", "C", "E", "A", "D"]);
  });

  it("says the same in every order, and puts nothing before what is worse", () => {
    const finding = fc.record({
      severity: fc.constantFrom(...Severity.options),
      by: fc.constantFrom("model" as const, "analyser" as const),
      rule: fc.constantFrom("R1", "R2", "R3"),
    });
    const findings = fc.array(
      finding.map((of) => ({ ...FINDING, ...of })),
      { minLength: 1, maxLength: 8 },
    );
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(findings, findings, share, share, (one, other, analyser, model) => {
        const reviews = [
          answered({ findings: one, attempts: [ATTEMPT] }),
          answered({ duty: "cost", findings: other }),
        ];
        const lines = (precision: PrecisionOf) =>
          expertsText(reviews, approved, precision)
            .split("\n")
            .filter((line) => !line.startsWith("For the record"));
        const ranked = lines((_, by) => (by === "analyser" ? analyser : model));
        expect(ranked.toSorted()).toEqual(lines(EVEN).toSorted());
        const worst = ranked.flatMap((line) => /^- \*\*(\w+)\*\*, `/.exec(line)?.[1] ?? []);
        const ranks = worst.map((severity) => Severity.options.indexOf(severity as Severity));
        expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
      }),
    );
  });

  it("tells what has decided from what has not", () => {
    const worse = { ...FINDING, severity: "critical" as const, rule: "NET-2" };
    const verdict: Verdict = { kind: "objected", findings: [worse], dissent: [FINDING] };
    const text = expertsText([answered({ findings: [FINDING, worse] })], verdict);
    const [, held = ""] = text.split("**What decided**:");
    const [before = "", behind = ""] = held.split("**Dissent**");
    expect([before.includes("NET-2"), before.includes("NET-1")]).toEqual([true, false]);
    expect([behind.includes("NET-2"), behind.includes("NET-1")]).toEqual([false, true]);
  });

  it("lets nothing of a model's words act", () => {
    const hostile = { ...FINDING, message: "![x](https://img.example.com) @omar | <b>" };
    const text = expertsText(
      [answered({ findings: [hostile], notes: ["see https://x.example.com"] })],
      approved,
    );
    for (const live of ["![x]", "https://", "@omar", "<b>"]) expect(text).not.toContain(live);
  });

  it("cuts a long quote", () => {
    const long = expertsText([answered({ findings: [{ ...FINDING, quoted: "a".repeat(500) }] })], approved);
    expect(long).toContain(`${"a".repeat(120)}…`);
    expect(long).not.toContain("a".repeat(121));
  });

  it("names a seat that was degraded, and one that was silent, and why", () => {
    const reviews: Review[] = [
      answered({ duty: "fidelity", degraded: "anthropic/claude: rate-limited" }),
      { kind: "silent", duty: "cost", by: "google/gemini", reason: "timeout", attempts: [] },
    ];
    const text = expertsText(reviews, { kind: "undecided", missing: ["cost"], dissent: [] });
    expect(text).toContain("**undecided**: not heard: cost. A person decides.");
    expect(text).toContain(
      "- **fidelity is degraded**, only its analyser was heard: anthropic&#47;claude&#58; rate&#45;limited.",
    );
    expect(text).toContain("- **cost is silent**: timeout.");
    expect(text).toContain("| cost | `google/gemini` |  |  | **silent** |  |");
  });

  it("says what every model cost and how it ended, and nothing of money where none was asked", () => {
    const failed = { ...ATTEMPT, vendor: "anthropic" as const, outcome: "timeout" as const, dollars: 0.5 };
    const text = expertsText([answered({ attempts: [failed, ATTEMPT] })], approved);
    expect(text).toContain("This round of the circle cost $0.50:");
    expect(text).toContain("| security | `anthropic/gpt-5` | timeout | 1200 / 80 | $0.50 | 1.8 s |");
    expect(text).toContain("| security | `openai/gpt-5` | answered | 1200 / 80 | $0.0042 | 1.8 s |");
    expect(expertsText([answered({})], approved)).not.toContain("$");
  });
});
