import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, type Json, type JsonObject, plainJson } from "#shared/core/json.ts";
import { Duty } from "#shared/core/review.ts";
import type { Packet } from "#shared/core/seat.ts";
import { settled } from "../../../../app/experts/packet/settled.ts";
import { askedOf } from "../../../support/asked-of.ts";
import { created, documentOf } from "../../../support/change.ts";

const packetWith = (after: Json): Packet => ({
  ...{ request: "a bucket", findings: [], terraform: { resource: after } },
  document: documentOf([created("aws_s3_bucket.logs", after), created("aws_s3_bucket.more", after)]),
  contract: { version: 1, id: "issue-1", promises: [], guards: [], withdraws: [] },
});

/** The same value with the keys of every object the other way round. */
function turned<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(turned) as Value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, turned(inner)]);
  return Object.fromEntries(entries.toReversed());
}

const attributes = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 6 });

describe("a settled packet", () => {
  it("is the same, to the order of its keys, as what is read back from where it was written", () => {
    fc.assert(
      fc.property(attributes, (after) => {
        const packet = settled(packetWith(after as Json));
        const read: Packet = JSON.parse(canonicalJson(plainJson(packet)));
        expect(JSON.stringify(settled(read))).toBe(JSON.stringify(packet));
      }),
    );
  });

  it("asks every seat the same, whatever order its keys came in", () => {
    fc.assert(
      fc.property(attributes, (after) => {
        const packet = packetWith(after as Json);
        for (const duty of Duty.options) expect(askedOf(duty, turned(packet))).toEqual(askedOf(duty, packet));
      }),
    );
  });

  it("asks the same of a packet that has to be summarised", () => {
    const wide = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`a${at}`, "x".repeat(10_000)]));
    const packet = packetWith(wide);
    const { task } = askedOf("cost", packet);
    expect(task).toContain("and 28 more");
    expect(askedOf("cost", turned(packet)).task).toBe(task);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ["a zero below zero", { size: -0 }, { size: 0 }],
    ["a key that would be a prototype", JSON.parse('{"__proto__":{"size":1},"a":1}'), { a: 1 }],
  ])("has nothing that would be lost on the way: %s", (_, given, kept) => {
    const { after } = settled(packetWith(given)).document.resources[0] ?? {};
    expect(Object.entries(after ?? {})).toEqual(Object.entries(kept));
  });

  it("is changed by nobody", () => {
    const packet = settled(packetWith({ a: [{ b: 1 }] }));
    expect(() => Object.assign(packet.document.resources[0]?.after ?? {}, { a: [] })).toThrow(TypeError);
    expect(settled(packet)).toBe(packet);
  });
});
