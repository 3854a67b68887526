import { describe, expect, it } from "vitest";
import { type Proposed, pullRequestBody } from "../../../app/pull-request/body.ts";
import { changeBranch, isOwnChange } from "../../../app/pull-request/branch.ts";
import { pullRequest } from "../../support/recording-hands.ts";

const PROPOSED: Proposed = {
  requestId: "issue-7-9001",
  requesters: ["ana"],
  request: "a bucket ``` </details> @everyone",
  stripped: ["1 × hidden HTML comment"],
  settled: [{ question: "Which region?", answer: "eu-west-1 ![x](https://img.example.com)" }],
  issue: 7,
  contract: {
    version: 1,
    id: "issue-7-9001",
    promises: [{ kind: "exists", id: "p1", subject: { type: "aws_s3_bucket", name: "invoices" } }],
    guards: [],
    withdraws: [],
  },
  document: { source: "synth", resources: [], data: [], providers: [], outputs: [] },
  findings: [],
  offline: { kind: "skipped", reason: "no provider" },
  reviews: [
    {
      kind: "answered",
      duty: "security",
      by: "key-less analyser",
      findings: [],
      notes: [],
      demoted: 0,
      degraded: null,
      attempts: [],
    },
    { kind: "silent", duty: "fidelity", by: "a model", reason: "no answer in time", attempts: [] },
  ],
  verdict: { kind: "undecided", missing: ["fidelity"], dissent: [] },
  bill: [],
  assumptions: ["The bucket is private."],
  precision: () => 0.5,
};

describe("pullRequestBody", () => {
  it("shows request, promises, seats, assumptions and what was taken out", () => {
    const body = pullRequestBody(PROPOSED);
    for (const part of [
      "<!-- code:change:issue-7-9001 -->",
      "`ana`",
      "hidden HTML comment",
      "aws_s3_bucket.invoices",
      "The bucket is private",
      "no answer in time",
      "Not planned by Terraform here: no provider",
      "**undecided**",
    ]) {
      expect(body).toContain(part);
    }
  });

  it("says what all rounds cost where models were asked, and nothing of money else", () => {
    const none = { cachedTokens: 0, reasoningTokens: 0, answeredAs: [], requestIds: [] };
    const line = {
      vendor: "openai" as const,
      model: "m",
      calls: 2,
      inputTokens: 30,
      outputTokens: 4,
      ...none,
    };
    const bill = [
      { ...line, seat: "author" as const, dollars: 0.2 },
      { ...line, seat: "cost" as const, calls: 1, dollars: 0.004 },
    ];
    const body = pullRequestBody({ ...PROPOSED, bill });
    expect(body).toContain("All rounds of this request together cost $0.20:");
    expect(body).toContain("| author | `openai/m` | 2 | 30 / 4 | $0.20 |");
    expect(body).toContain("| cost | `openai/m` | 1 | 30 / 4 | $0.0040 |");
    expect(pullRequestBody(PROPOSED)).not.toMatch(/### Cost|\$\d/);
  });

  it("lets nothing of the request act", () => {
    const body = pullRequestBody(PROPOSED);
    expect(body).toContain("````\na bucket ``` </details> @everyone\n````");
    expect(body).not.toContain("![x]");
  });

  it("fits into what GitHub takes", () => {
    expect(pullRequestBody({ ...PROPOSED, request: "ä".repeat(80_000) }).length).toBeLessThan(65_536);
  });
});

describe("changeBranch", () => {
  it("is readable, and its own by the comment", () => {
    const branch = changeBranch({ issue: 7, commentId: 9001, title: "Add a bucket for Größe & invoices!" });
    expect(branch).toBe("code/change-7-add-a-bucket-for-gr-e-invoices-6y1");
    expect(changeBranch({ issue: 7, commentId: 9001, title: "桶" })).toBe("code/change-7-6y1");
  });

  it("may be written to only while it is open and ours", () => {
    const own = pullRequest(3, { ref: "code/change-7-x", sha: "" });
    expect(isOwnChange(own, "octo/infra")).toBe(true);
    expect(isOwnChange({ ...own, state: "closed" }, "octo/infra")).toBe(false);
    expect(isOwnChange(own, "eve/infra")).toBe(false);
    expect(isOwnChange(pullRequest(3, { ref: "feature", sha: "" }), "octo/infra")).toBe(false);
  });
});
