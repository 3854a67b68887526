import { describe, expect, it } from "vitest";
import type { Judges } from "../../../../app/steps/judges.ts";
import { understandOrLeave } from "../../../../app/steps/request/leave-to-author.ts";
import { KNOWN } from "../../../support/known.ts";

const READER = {
  ...KNOWN,
  author: { readsRequests: true, write: () => Promise.reject(new Error("unasked")) },
};

function meaning(request: string) {
  const spoken = { request, stack: "storage", region: "eu-west-1", existing: [], answers: null };
  return understandOrLeave(spoken, READER as unknown as Judges);
}

describe("what is left to an author that reads requests", () => {
  it("says that nothing is promised, and lets nothing that stands go, where the words promise nothing", () => {
    const meant = meaning("raise the size limit of the API gateway to 1 MB & keep the rest < 30 s");
    if (meant.kind !== "understood") throw new Error(meant.kind);
    expect(meant.assumptions.join()).toContain("Nothing of the request can be held as a promise");
    expect(meant.promise("issue-1-1", [])).toMatchObject({
      promises: [],
      guards: [{ kind: "nothing-is-destroyed", except: [] }],
    });
  });

  it("keeps the guards of words that promise something", () => {
    const meant = meaning(
      'an SQS queue named "orders", with whatever it takes for the accountants to glitter',
    );
    if (meant.kind !== "understood") throw new Error(meant.kind);
    expect(meant.promise("issue-1-1", []).guards.map(({ kind }) => kind)).toContain("nothing-else-changes");
    expect(meant.assumptions.join()).not.toContain("Nothing of the request");
  });

  it("says why what stands outside a fence was refused", () => {
    expect(meaning('a queue that is public and private\n```\nrm -rf "x"\n```')).toMatchObject({
      kind: "refused",
      code: "intent/contradiction",
    });
  });

  it.each([
    ["glitter at dawn with 1000 sparkles", "understood"],
    ["glitter at dawn with 1001 sparkles", "refused"],
    ["glitter at dawn with 100,000 bright sparkles", "refused"],
    ["glitter at dawn after 100000 seconds", "understood"],
    ["add 100000 instances of the largest type", "refused"],
  ])("counts no further than can be made at once: %s", (request, kind) => {
    expect(meaning(request).kind).toBe(kind);
  });
});
