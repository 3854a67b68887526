import { describe, expect, it } from "vitest";
import type { Cloud } from "#shared/core/clouds.ts";
import { readRequest } from "../../../app/intent/read-request.ts";

const read = (text: string, cloud: Cloud = "aws") => readRequest(text, { existing: [], cloud });
const SERVICE = "a container service called web running acme/web:1";

describe("readRequest", () => {
  it.each<[string, object]>([
    ["a bucket for scans, must not keep anything longer than 90 days", { expireDays: 90 }],
    ["a bucket for scans, kept no longer than 90 days", { expireDays: 90 }],
    ["a bucket for scans, kept for at most 90 days", { expireDays: 90 }],
    ["a bucket for scans, nobody outside the company may see it", { public: false }],
    ["a bucket for scans, nobody should be able to read it", { public: false }],
  ])(
    "takes what must not be exceeded for the value, and what nobody may do for the opposite: %s",
    (text, attributes) => {
      expect(read(text)).toHaveProperty("wishes.0.attributes", attributes);
    },
  );

  it.each([
    ["a bucket for scans, kept more than 90 days", "more than"],
    ["a bucket for scans, longer than 90 days", "longer than"],
    ["a bucket for scans, nobody except finance may see it", "except"],
    ["a bucket for scans, nobody outside finance", "nobody"],
    ["a bucket for scans, so that it can see it", "see it"],
  ])("refuses a bound that is none, and whom it cannot leave out: %s", (text, word) => {
    expect(read(text)).toMatchObject({
      code: "intent/not-understood",
      message: expect.stringContaining(word),
    });
  });

  it.each([
    ["nobody should be able to delete it by accident", true],
    ["no deletion protection", false],
  ])("protects what nobody may delete: %s", (words, isProtected) => {
    expect(read(`a postgres database called crm, ${words}`)).toMatchObject({
      wishes: [{ attributes: { protected: isProtected } }],
    });
  });

  it.each<[string, Cloud, object]>([
    [`${SERVICE}, at least one and at most four instances`, "google", { replicas: 1, maxReplicas: 4 }],
    [`${SERVICE}, 2 to 6 replicas`, "azure", { replicas: 2, maxReplicas: 6 }],
    [`${SERVICE}, at least 2 replicas`, "azure", { replicas: 2 }],
    [`${SERVICE}, a single replica`, "azure", { replicas: 1 }],
    ["a deployment called web running acme/web:1, at most 3 replicas", "kubernetes", { replicas: 3 }],
  ])("reads least and most of a count: %s", (text, cloud, counts) => {
    const { image: _, ...attributes } = Object(Object(read(text, cloud)).wishes?.[0]?.attributes);
    expect(attributes).toEqual(counts);
  });

  it("refuses least and most where there is but one number", () => {
    const text = "a deployment called web running acme/web:1, 2 to 6 replicas";
    expect(read(text, "kubernetes")).toMatchObject({ code: "intent/contradiction" });
  });

  it.each<[string, number | string, string[]]>([
    ["a bucket for scans kept 30 days, sorry, 60 days", 60, ['Not covered: "30 days , sorry".']],
    ["a bucket for scans kept 30... no wait, 60 days", 60, ['Not covered: "30".', 'Not covered: "no wait".']],
    ["a bucket for scans kept 30 days, 60 days", "intent/contradiction", []],
    ["a bucket for scans kept 30 days, sorry", "intent/not-understood", []],
  ])("takes back the number before a correction, where another follows: %s", (text, days, said) => {
    const answer = read(text);
    if (answer.kind === "refused") expect(answer.code).toBe(days);
    else expect(answer).toMatchObject({ wishes: [{ attributes: { expireDays: days } }], assumptions: said });
  });

  it.each([
    ["A bucket for scans. If something like that exists already, tell me first.", 1],
    ["A bucket for scans. Tell me if you can.", 1],
  ])("lists a condition that only asks to be told: %s", (text, count) => {
    const answer = read(text);
    const said = answer.kind === "understood" ? answer.assumptions : [];
    expect(said.filter((line) => /tell/i.test(line))).toHaveLength(count);
  });

  it.each([
    "A bucket for scans. If you keep them 30 days, tell me.",
    "A bucket for scans. If it is public, tell us.",
    "A bucket for scans, public if the auditors agree.",
    "A bucket for scans, public, unless the auditors object.",
    "A bucket for scans, kept 30 days unless it is public.",
  ])("does nothing on a condition: %s", (text) => {
    expect(read(text)).toMatchObject({
      code: "intent/not-understood",
      message: expect.stringMatching(/"(If|if|unless)"/),
    });
  });

  it.each<[string, Cloud, string[]]>([
    ["They get rid of their server. A bucket for scans.", "aws", ["bucket"]],
    ["Get rid of the server. A bucket for scans.", "aws", []],
    ["A notebook server: acme/book:1 as a deployment called book", "kubernetes", ["deployment"]],
    [
      "A server called book and a deployment called book running acme/book:1",
      "kubernetes",
      ["instance", "deployment"],
    ],
  ])("makes nothing of the things of others: %s", (text, cloud, kinds) => {
    const answer = read(text, cloud);
    const wishes = answer.kind === "understood" ? answer.wishes : [];
    expect(wishes.map(({ kind }) => kind)).toEqual(kinds);
  });
});
