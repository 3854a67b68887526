import { describe, expect, it } from "vitest";
import type { ExpertFinding, Review, Verdict } from "#shared/core/review.ts";
import { archiveDocument } from "../../../../app/experts/record/archive-document.ts";
import { ATTEMPT } from "../../../support/attempt.ts";
import { created, documentOf } from "../../../support/change.ts";

const FINDING: ExpertFinding = {
  ...{ id: "S1", by: "model", dimension: "security", rule: "NET-1", severity: "high", status: "fail" },
  ...{
    resource: "aws_s3_bucket.logs",
    path: "acl",
    quoted: "a-quoted-value",
    message: "Too open.",
    controls: [],
  },
};
const SECURITY: Review = {
  ...{ kind: "answered", duty: "security", by: "openai/gpt-5", findings: [FINDING], notes: ["A remark."] },
  ...{ demoted: 0, degraded: null },
  attempts: [ATTEMPT, { ...ATTEMPT, outcome: "malformed" }],
};
const COST: Review = {
  kind: "silent",
  duty: "cost",
  by: "google/gemini",
  reason: "model/timeout",
  attempts: [],
};
const OBJECTED: Verdict = { kind: "objected", findings: [FINDING], dissent: [{ ...FINDING, rule: "NET-2" }] };
const CHANGE = documentOf([created("aws_s3_bucket.logs", { bucket: "a-value-of-the-change" })]);

function written(verdict: Verdict = OBJECTED, clean = (text: string) => text) {
  const consultation = { digest: "a1".repeat(32), stack: "storage", document: CHANGE };
  return archiveDocument({ ...consultation, reviews: [SECURITY, COST], verdict }, clean);
}

describe("archiveDocument", () => {
  it("says packet, stack, verdict, change, seats, findings, remarks and what was paid", () => {
    const text = written();
    for (const part of [
      `# Consultation ${"a1".repeat(8)}\n`,
      `- Packet: \`${"a1".repeat(32)}\``,
      "- Stack: `storage`",
      "- Verdict: **objected**",
      "## Change: 1 to create",
      "| create | `aws_s3_bucket.logs` |",
      "| security | 1 verified | openai&#47;gpt&#45;5 |",
      "| cost | **silent** | google&#47;gemini | model&#47;timeout |",
      "Paid: $0.0084.",
      "- security: A remark&#46;",
    ])
      expect(text).toContain(part);
    const [, decided = "", dissent = ""] = text.split(/## What (?:decided|did not decide)/);
    expect([decided, dissent].map((part) => [part.includes("NET-1"), part.includes("NET-2")])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it.each<[string, Verdict, string]>([
    ["approved", { kind: "approved", dissent: [] }, "**approved**"],
    [
      "undecided",
      { kind: "undecided", missing: ["security", "cost"], dissent: [] },
      "not heard: security, cost",
    ],
  ])("says that it was %s", (_, verdict, said) => {
    expect(written(verdict)).toContain(said);
  });

  it("holds no value of the change and no quote of it", () => {
    for (const value of ["a-value-of-the-change", "a-quoted-value"]) expect(written()).not.toContain(value);
  });

  it("has every foreign text cleaned before it is escaped", () => {
    const foreign = [
      ...["storage", "aws_s3_bucket.logs", "acl", "NET-1", "NET-2", "Too open.", "A remark."],
      ...["openai/gpt-5", "google/gemini", "model/timeout"],
    ];
    const seen = new Set<string>();
    const text = written(OBJECTED, (given) => {
      seen.add(given);
      return "cleaned";
    });
    expect([...seen]).toEqual(expect.arrayContaining(foreign));
    for (const given of foreign) expect(text).not.toContain(given);
  });

  it("lets nothing of a model's words act", () => {
    const hostile = () => "![x](https://img.example.com) @omar | <b>";
    for (const live of ["![x]", "https://", "@omar", "<b>"])
      expect(written(OBJECTED, hostile)).not.toContain(live);
  });

  it("stays under a megabyte, whatever is changed", () => {
    const many = Array.from({ length: 9000 }, (_, n) => created(`aws_s3_bucket.${"n".repeat(200)}${n}`, {}));
    const consultation = { digest: "a1".repeat(32), stack: "storage", document: documentOf(many) };
    const text = archiveDocument({ ...consultation, reviews: [], verdict: OBJECTED }, (given) => given);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000_000);
    expect(text).toContain("The rest did not fit.");
  });
});
