import { describe, expect, it } from "vitest";
import { readRequest } from "../../../app/intent/read-request.ts";

const read = (text: string) => readRequest(text, { existing: [], cloud: "aws" });

/** What is listed as not covered. */
function told(text: string): string[] {
  const answer = read(text);
  if (answer.kind !== "understood") throw new Error(`${text}: ${JSON.stringify(answer)}`);
  return answer.assumptions.flatMap((line) => /^Not covered: "(.*)"\.$/.exec(line)?.[1] ?? []);
}

describe("readRequest", () => {
  it.each<[string, string, object]>([
    ["a bucket for uploads, we get 500 files a day", "we get 500 files a day", {}],
    ["a bucket for uploads, our scanner writes 3 GB to it", "our scanner writes 3 GB to it", {}],
    ["a bucket for uploads. The auditors come in three weeks.", "The auditors come in three weeks", {}],
    [
      "a private bucket for uploads and they never read the wiki",
      "and they never read the wiki",
      { public: false },
    ],
    ["We are opening a shop and need a bucket for uploads", "We are opening a shop", {}],
    ["a bucket for uploads kept 30 days, two teams use it", "two teams use it", { expireDays: 30 }],
    ["We pay for a server at home. A bucket for uploads.", "We pay for a server at home", {}],
  ])("lists what others do, and takes no value from it: %s", (text, story, attributes) => {
    expect(told(text)).toEqual([story]);
    expect(read(text)).toMatchObject({ wishes: [{ name: "uploads", attributes }] });
    expect(read(text)).toHaveProperty("wishes.0.attributes", attributes);
  });

  it.each<[string, object]>([
    ["a bucket for uploads, we keep them 30 days", { expireDays: 30 }],
    ["a bucket for uploads, objects stay 30 days", { expireDays: 30 }],
    ["a bucket for uploads, we want it private", { public: false }],
    ["a bucket for uploads, the files are kept 30 days", { expireDays: 30 }],
  ])("takes for no story what is said of the thing: %s", (text, attributes) => {
    expect(told(text)).toEqual([]);
    expect(read(text)).toMatchObject({ wishes: [{ attributes }] });
  });

  it.each([
    ["a bucket for uploads, our users must not see glitter", "glitter"],
    ["a bucket for uploads, replicated to Ireland", "replicated"],
    ["a bucket for uploads, we need glitter on it", "glitter"],
    ["a bucket for uploads, nobody reads glitter", "glitter"],
  ])("takes for no story what asks for something: %s", (text, word) => {
    expect(read(text)).toMatchObject({
      code: "intent/not-understood",
      message: expect.stringContaining(word),
    });
  });

  it.each([
    ["a bucket for uploads (OPS-1234)", "OPS-1234"],
    ["a bucket for uploads, see OPS-1234", "see OPS-1234"],
    ["a bucket for uploads by Friday", "by Friday"],
    ["a bucket for uploads before the end of March", "before the end of March"],
    ["a bucket for uploads by 31 March", "by 31 March"],
    ["a bucket for uploads, needed next month", "needed next month"],
    ["a bucket for uploads, we need it in two weeks", "in two weeks"],
  ])("lists tickets and deadlines: %s", (text, aside) => {
    expect(told(text)).toEqual([aside]);
    expect(read(text)).toHaveProperty("wishes.0.attributes", {});
  });

  it.each<[string, number]>([
    ["a bucket for uploads, delete them in two weeks", 14],
    ["a bucket for uploads, kept for a month", 30],
    ["a bucket for uploads, kept a year", 365],
  ])("takes no length of time for a deadline: %s", (text, expireDays) => {
    expect(read(text)).toMatchObject({ wishes: [{ attributes: { expireDays } }] });
  });

  it.each([
    ["a postgres database called crm, 5 GB a month", "5"],
    ["a bucket for uploads, 20 files each week", "20"],
    ["a bucket for uploads, read twice a day", "twice"],
  ])("takes a rate for no amount of the thing: %s", (text, word) => {
    expect(read(text)).toMatchObject({
      code: "intent/not-understood",
      message: expect.stringContaining(word),
    });
  });
});
