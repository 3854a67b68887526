import { describe, expect, it } from "vitest";
import { PipelineError } from "#shared/core/error.ts";
import type { PullRequest, Review } from "#shared/core/host.ts";
import type { LedgerEntry } from "#shared/core/ledger-entry.ts";
import { ReviewedPlan } from "#shared/core/sealed-review.ts";
import { Environment } from "#shared/core/settings.ts";
import { embedReview, sealReview } from "#shared/review/seal.ts";
import { approvalsOf } from "../../../action/apply/approval.ts";
import { checkSamePlan } from "../../../action/apply/compare.ts";
import { followUpFor } from "../../../action/apply/follow-up.ts";
import { checkOrder, lastKnownState, pending, recordedFor } from "../../../action/apply/order.ts";
import { requestersOf } from "../../../action/apply/requesters.ts";
import { reviewedPlan } from "../../../action/apply/reviewed-plan.ts";
import { CIRCUMSTANCES, KEY } from "../../app/shared/review/plan-fixture.ts";
import { refusalOf } from "../../support/refusal-of.ts";

const HEAD = "a".repeat(40);
const pullRequest: PullRequest = {
  number: 12,
  url: "",
  title: "",
  body: "",
  author: "code-engine[bot]",
  state: "closed",
  merged: true,
  isDraft: false,
  mergeCommit: "m",
  commits: 1,
  head: { ref: "code/change-1-x", sha: HEAD, repository: "acme/infra" },
  base: { ref: "main", sha: "b" },
};
const entry = (kind: string, body: object) => ({ event: { kind, body } }) as LedgerEntry;
const refusal = (code: string) => expect.objectContaining({ code });

describe("requesters", () => {
  it("are whom the ledgers name, and the author when that is a person", () => {
    const app = [
      entry("intake/proposed", { pullRequest: 12, requester: "ann" }),
      entry("rollback/proposed", { pullRequest: 12, requester: "bob", inherits: ["cy"] }),
      entry("intake/proposed", { pullRequest: 13, requester: "eve" }),
      entry("intake/requested", { pullRequest: 12, requester: "eve" }),
    ];
    const deploy = [entry("apply/follow-up", { stack: "a", pullRequest: 12, requesters: ["dan"], of: 11 })];
    expect(requestersOf(pullRequest, { app, deploy })).toEqual(["ann", "bob", "cy", "dan"]);
    expect(requestersOf({ ...pullRequest, author: "zoe" }, { app: [], deploy: [] })).toEqual(["zoe"]);
  });
});

describe("an approval", () => {
  const environment = (over: object = {}) =>
    Environment.parse({ account: "123456789012", region: "r", apply_environment: "p", ...over });
  const review = (author: string, over: Partial<Review> = {}): Review => ({
    author,
    state: "approved",
    commit: HEAD,
    ...over,
  });
  const approve = (reviews: Review[], over: object = {}) =>
    approvalsOf({
      pullRequest,
      requesters: ["ann"],
      reviews,
      permissions: { ann: "admin", bob: "write", cy: "read", dan: "maintain" },
      environment: environment(over),
    });

  it.each<[string, Review[], object]>([
    ["of somebody else who may write", [review("bob")], {}],
    ["of two where two are wanted", [review("bob"), review("dan")], { approvals: 2 }],
    ["of the requester where that is allowed", [review("ann")], { requester_may_approve: true }],
    ["of nobody where none is wanted", [], { approvals: 0 }],
  ])("counts: %s", (_what, reviews, over) => {
    expect(approve(reviews, over)).toEqual(reviews.map(({ author }) => author));
  });

  it.each<[string, Review[], object]>([
    ["of nobody", [], {}],
    ["of the requester", [review("ann")], {}],
    ["of the requester in capitals", [review("Ann")], {}],
    ["of somebody who may only read", [review("cy")], {}],
    ["of a stranger", [review("eve")], {}],
    ["of an older head", [review("bob", { commit: "b".repeat(40) })], {}],
    ["that was dismissed", [review("bob", { state: "dismissed" })], {}],
    ["of one where two are wanted", [review("bob")], { approvals: 2 }],
    ["beside somebody who wants changes", [review("bob"), review("dan", { state: "changes_requested" })], {}],
  ])("does not count: %s", (_what, reviews, over) => {
    expect(() => approve(reviews, over)).toThrow(refusal("apply/not-approved"));
  });
});

describe("the order of merges", () => {
  const merges = ["c1", "c2", "c3", "c4"].map((commit, index) => ({
    commit,
    parent: null,
    isAffecting: index !== 1,
  }));
  const recorded = recordedFor("a", [
    entry("apply/applied", { stack: "a", commit: "c1", pullRequest: 1, state: "s1" }),
    entry("apply/refused", { stack: "a", commit: "c9", pullRequest: 2 }),
    entry("apply/applied", { stack: "b", commit: "c3", pullRequest: 3, state: "s3" }),
    entry("apply/recovered", { stack: "a", commit: "c3", pullRequest: 3 }),
  ]);

  it("waits for what was merged earlier and affects the stack", () => {
    expect(pending(merges, recorded)).toEqual(["c3", "c4"]);
    const turns = ["c3", "c4"].map((commit) => refusalOf(() => checkOrder(commit, ["c3", "c4"])));
    expect(turns).toEqual([null, "apply/out-of-order"]);
  });

  it("knows the newest state that the ledger names", () => {
    expect(
      lastKnownState("a", [
        entry("apply/applied", { stack: "a", commit: "c", pullRequest: 1, state: "s1" }),
        entry("apply/refused", { stack: "a", commit: "d", pullRequest: 2 }),
      ]),
    ).toBe("s1");
    expect(lastKnownState("b", [])).toBeNull();
  });
});

const REVIEW = ReviewedPlan.parse({
  version: 1,
  repository: "acme/infra",
  pullRequest: 12,
  headSha: HEAD,
  baseSha: "b",
  ...CIRCUMSTANCES,
  fingerprint: "f",
  verdict: "passed",
  class: "ordinary",
  stateSerial: 1,
  outline: { "x.a": "update 1" },
});

describe("the reviewed plan", () => {
  const checks = (review: ReviewedPlan, key = KEY) => [
    {
      id: 2,
      name: "code/plan other",
      headSha: HEAD,
      conclusion: "success" as const,
      title: "",
      summary: "",
      text: "",
      app: "x",
      url: "",
    },
    {
      id: 1,
      name: "code/plan invoices",
      headSha: HEAD,
      conclusion: "success" as const,
      title: "",
      summary: embedReview(sealReview(review, key)),
      text: "",
      app: "github-actions",
      url: "",
    },
  ];
  const read = (review: ReviewedPlan, key = KEY) =>
    reviewedPlan({
      repository: "acme/infra",
      stack: "invoices",
      pullRequest,
      checks: checks(review, key),
      sealKey: KEY,
    });

  it("is the one sealed for this stack and head", () => {
    expect(read(REVIEW)).toEqual(REVIEW);
  });

  it.each<[string, Partial<ReviewedPlan>, string]>([
    ["of another stack", { stack: "other" }, "apply/forged-review"],
    ["of another head", { headSha: "c".repeat(40) }, "apply/forged-review"],
    ["of another pull request", { pullRequest: 13 }, "apply/forged-review"],
    ["of another repository", { repository: "evil/infra" }, "apply/forged-review"],
    ["that was blocked", { verdict: "blocked" }, "apply/review-blocked"],
  ])("is not one %s", (_what, change, code) => {
    expect(() => read({ ...REVIEW, ...change })).toThrow(refusal(code));
  });

  it("is not one that somebody else sealed", () => {
    expect(() => read(REVIEW, new Uint8Array(32))).toThrow(refusal("apply/forged-review"));
  });

  it("is missed where there is none", () => {
    expect(() =>
      reviewedPlan({ repository: "acme/infra", stack: "invoices", pullRequest, checks: [], sealKey: KEY }),
    ).toThrow(refusal("apply/no-review"));
  });
});

describe("the plan of the merge", () => {
  const now = { fingerprint: "f", outline: { "x.a": "update 1" }, circumstances: CIRCUMSTANCES };

  it.each([
    ["the reviewed one", now, null],
    ["no other one", { ...now, fingerprint: "g" }, "apply/plan-differs"],
  ])("is %s", (_, plan, code) => {
    expect(refusalOf(() => checkSamePlan(REVIEW, plan))).toBe(code);
  });

  it("says in words what it does otherwise", () => {
    const other = {
      fingerprint: "g",
      outline: { "x.a": "delete 2" },
      circumstances: { ...CIRCUMSTANCES, region: "us-east-1" },
    };
    const error = (() => {
      try {
        checkSamePlan(REVIEW, other);
        return null;
      } catch (caught) {
        return caught as PipelineError;
      }
    })();
    expect(error).toMatchObject({ code: "apply/plan-differs" });
    expect(error?.details).toEqual([
      'the region differs: "eu-west-1" was reviewed, now it is "us-east-1"',
      "x.a: reviewed as update, now delete",
    ]);
  });
});

describe("a follow-up", () => {
  const error = new PipelineError("apply/plan-differs", "It differs: <b>@eve</b>.", {
    next: "",
    details: ["x.a: now delete"],
  });
  const refused = {
    stack: "invoices",
    folder: "stacks/invoices",
    commit: "c".repeat(40),
    pullRequest: 12,
    requesters: ["ann"],
    error,
  };

  it("is named after what was refused, writes why, and speaks without obeying", () => {
    const followUp = followUpFor(refused);
    expect(followUp.branch).toBe("code/follow-up/invoices-12");
    expect(followUp.file.path).toBe("stacks/invoices/follow-up.json");
    expect(JSON.parse(followUp.file.text)).toEqual({
      commit: "c".repeat(40),
      pullRequest: 12,
      reason: "apply/plan-differs",
      difference: ["x.a: now delete"],
    });
    expect(followUp.body).toContain("#12");
    expect(followUp.body).not.toMatch(/<b>|@eve/);
    expect(followUpFor({ ...refused, pullRequest: null }).branch).toBe("code/follow-up/invoices-ccccccc");
  });
});
