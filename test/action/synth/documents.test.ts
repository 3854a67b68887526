import { describe, expect, it } from "vitest";
import { packDocuments, unpackDocuments } from "../../../action/synth/documents.ts";

describe("the documents of the synth job", () => {
  const documents = { version: 1 as const, base: "b", head: "h", stacks: { a: { json: '{"x":"ä"}' } } };

  it("survive the way through a job output", () => {
    expect(unpackDocuments(packDocuments(documents))).toEqual(documents);
  });

  it("are refused beyond the limit of an output", () => {
    const noise = Array.from({ length: 150_000 }, () => Math.random().toString(36)).join("");
    expect(() => packDocuments({ ...documents, stacks: { a: { json: noise } } })).toThrow(
      expect.objectContaining({ code: "synth/documents-too-large" }),
    );
  });

  it.each(["", "AAAA", Buffer.from("{}").toString("base64")])("are refused when they are %j", (packed) => {
    expect(() => unpackDocuments(packed)).toThrow(
      expect.objectContaining({ code: "synth/documents-unreadable" }),
    );
  });
});
