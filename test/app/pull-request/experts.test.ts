import { describe, expect, it } from "vitest";
import type { ExpertFinding, Review } from "#shared/core/review.ts";
import { expertsText } from "../../../app/pull-request/experts.ts";
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
const approved = { kind: "approved" as const, dissent: [] };

describe("the circle in a pull request", () => {
  it("says who found what about what, seat by dimension", () => {
    const cost = { ...FINDING, dimension: "cost" as const, severity: "low" as const };
    const text = expertsText([answered({ findings: [FINDING, FINDING, cost] })], approved);
    expect(text).toContain("| Seat | Filled by | security | reliability | cost | fidelity |");
    expect(text).toContain("| security | `openai/gpt-5 + key-less analyser` | 2 medium | – | 1 low | – |");
  });

  it("keeps a verified finding as dissent, with its place and its quote, the worst first", () => {
    const worse = { ...FINDING, severity: "high" as const, rule: "NET-2", path: "" };
    const lines = expertsText([answered({ findings: [FINDING, worse] })], approved).split("\n");
    expect(lines.filter((line) => line.includes("`NET-"))).toEqual([
      "- **high**, security, `NET-2`: Open to &#64;&#8203;everyone&#46; At `aws_security_group.web` stands `0.0.0.0/0`.",
      "- **medium**, security, `NET-1`: Open to &#64;&#8203;everyone&#46; At `aws_security_group.web.ingress.0.cidr_blocks.0` stands `0.0.0.0/0`.",
    ]);
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
    expect(text).toContain("The circle cost $0.50:");
    expect(text).toContain("| security | `anthropic/gpt-5` | timeout | 1200 / 80 | $0.50 | 1.8 s |");
    expect(text).toContain("| security | `openai/gpt-5` | answered | 1200 / 80 | $0.0042 | 1.8 s |");
    expect(expertsText([answered({})], approved)).not.toContain("$");
  });
});
