import { describe, expect, it } from "vitest";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import { judgeContract } from "#shared/checks/contract.ts";
import type { ResourceChange } from "#shared/core/change-document.ts";
import { Contract } from "#shared/core/contract.ts";
import type { Json } from "#shared/core/json.ts";
import { created, deleted, documentOf } from "../../../support/change.ts";

const { engines } = await shippedPolicies();
const SUBJECT = { type: "aws_thing", name: "one" };

/** `holds`, or the status of what was found. */
async function judged(promise: object, ...resources: ResourceChange[]): Promise<string> {
  const head = [
    Contract.parse({
      version: 1,
      id: "c",
      promises: [{ id: "p", subject: SUBJECT, ...promise }],
      guards: [],
    }),
  ];
  const findings = await judgeContract(documentOf(resources), { base: [], head }, engines.contract);
  return findings.map(({ status }) => status).join() || "holds";
}
const thing = (after: Json, unknown: Json = {}) => created("aws_thing.one", after, { unknown });

describe("a promised value", () => {
  const days = (kind: string, value: Json) => ({ kind, path: "rule.expiration.days", value });
  const rules = (...ages: unknown[]): Json =>
    JSON.parse(JSON.stringify({ rule: ages.map((age) => ({ expiration: [{ days: age }] })) }));

  it.each<[string, object, Json, Json, string]>([
    ["equals", days("equals", 90), rules(90), {}, "holds"],
    ["is another", days("equals", 90), rules(91), {}, "fail"],
    ["is text, not a number", days("equals", 90), rules("90"), {}, "fail"],
    ["equals in each block", days("equals", 90), rules(90, 90), {}, "holds"],
    ["is another in one block", days("equals", 90), rules(90, 91), {}, "fail"],
    ["is missing in one block", days("equals", 90), rules(90, undefined), {}, "fail"],
    ["has no block", days("equals", 90), { rule: [] }, {}, "fail"],
    ["has null for the block", days("equals", 90), { rule: null }, {}, "fail"],
    ["is missing altogether", days("equals", 90), {}, {}, "fail"],
    ["is at least, on the border", days("at-least", 90), rules(90), {}, "holds"],
    ["is at least, below", days("at-least", 90), rules(89), {}, "fail"],
    ["is at least, of what is no number", days("at-least", 90), rules("many"), {}, "fail"],
    ["is at most, on the border", days("at-most", 90), rules(90), {}, "holds"],
    ["is at most, above", days("at-most", 90), rules(91), {}, "fail"],
    ["differs", days("differs", 90), rules(91), {}, "holds"],
    ["does not differ in one block", days("differs", 90), rules(91, 90), {}, "fail"],
    ["differs since there is none", days("differs", 90), { rule: [] }, {}, "holds"],
    [
      "is not known",
      days("equals", 90),
      rules(undefined),
      { rule: [{ expiration: [{ days: true }] }] },
      "unknown",
    ],
    ["lies in what is not known", days("equals", 90), {}, { rule: true }, "unknown"],
    ["is not known and may differ", days("differs", 90), {}, { rule: true }, "unknown"],
    [
      "is not known in one block and wrong in another",
      days("equals", 90),
      rules(91),
      { rule: [{}, true] },
      "fail",
    ],
    ["equals beside what is not known", days("equals", 90), rules(90), { id: true }, "holds"],
  ])("that %s", async (...[, promise, after, unknown, expected]) => {
    expect(await judged(promise, thing(after, unknown))).toBe(expected);
  });

  const sources = (kind: string, value: Json) => ({ kind, path: "sources", value });
  it.each<[string, object, Json, string]>([
    ["each element of a list", sources("equals", "a"), { sources: ["a", "a"] }, "holds"],
    ["not each element of a list", sources("equals", "a"), { sources: ["a", "b"] }, "fail"],
    ["an empty list", sources("equals", "a"), { sources: [] }, "fail"],
    ["the list as a whole, in any order", sources("equals", ["a", "b"]), { sources: ["b", "a"] }, "holds"],
    ["another list as a whole", sources("equals", ["a", "b"]), { sources: ["a"] }, "fail"],
    [
      "a name with a dot in it",
      { kind: "equals", path: "tags.a.b", value: "c" },
      { tags: { "a.b": "c" } },
      "holds",
    ],
  ])("over %s", async (...[, promise, after, expected]) => {
    expect(await judged(promise, thing(after))).toBe(expected);
  });

  it("does not hold where the resource is not there or goes away", async () => {
    expect(await judged(days("differs", 1))).toBe("fail");
    expect(await judged(days("equals", 90), deleted(thing(rules(90))))).toBe("fail");
  });

  it("must hold for every resource that the promise is about", async () => {
    const every = { ...days("equals", 90), subject: { type: "aws_thing" } };
    expect(await judged(every, thing(rules(90)), created("aws_thing.two", rules(91)))).toBe("fail");
  });
});

describe("a promised existence", () => {
  it.each<[string, object, ResourceChange[], string]>([
    [
      "holds where the resource stays",
      { kind: "exists" },
      [created("aws_thing.one", {}, { actions: ["no-op"] })],
      "holds",
    ],
    [
      "holds where it is replaced",
      { kind: "exists" },
      [created("aws_thing.one", {}, { actions: ["delete", "create"] })],
      "holds",
    ],
    ["is broken where it has another name", { kind: "exists" }, [created("aws_thing.two", {})], "fail"],
    [
      "is broken where it is forgotten",
      { kind: "exists" },
      [created("aws_thing.one", null, { actions: ["forget"] })],
      "fail",
    ],
    ["of nothing holds where it is deleted", { kind: "absent" }, [deleted(thing({}))], "holds"],
    ["of nothing is broken where it is", { kind: "absent" }, [thing({})], "fail"],
  ])("%s", async (...[, promise, resources, expected]) => {
    expect(await judged(promise, ...resources)).toBe(expected);
  });
});

describe("a promised reference", () => {
  const promise = { kind: "refers-to", to: { type: "aws_other", name: "target" } };
  const other = created("aws_other.target", {});
  const referring = (to: string) => created("aws_thing.one", {}, { references: [{ path: "other", to }] });

  it.each<[string, ResourceChange[], string]>([
    ["holds where it is made", [referring("aws_other.target"), other], "holds"],
    ["is broken where it goes elsewhere", [referring("aws_other.stranger"), other], "fail"],
    ["is broken where the target is not there", [referring("aws_other.target")], "fail"],
    ["is broken where there is none", [created("aws_thing.one", {}), other], "fail"],
    [
      "holds for an instance of the target",
      [referring("aws_other.target"), { ...other, address: "aws_other.target[0]" }],
      "holds",
    ],
  ])("%s", async (...[, resources, expected]) => {
    expect(await judged(promise, ...resources)).toBe(expected);
  });
});
