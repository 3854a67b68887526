import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Packet } from "#shared/core/seat.ts";
import { wordsOf } from "#shared/hygiene/words.ts";
import { isSaidIn, leavesOf } from "../../../../app/experts/prompt/said.ts";
import { created, documentOf } from "../../../support/change.ts";

const packetOf = (request: string, tags: string[]): Packet => ({
  request,
  document: documentOf([created("aws_s3_bucket.logs", { tags })]),
  contract: { version: 1, id: "issue-1", promises: [], guards: [], withdraws: [] },
  findings: [],
});

/** The rule, word for word: the run stands in the words of one text. */
function stands(packet: Packet, text: string): boolean {
  const texts = leavesOf(packet).map((leaf) => ` ${wordsOf(leaf).join(" ")} `);
  const run = wordsOf(text).join(" ");
  return run === "" || texts.some((leaf) => leaf.includes(` ${run} `));
}

describe("what a packet says", () => {
  it.each([
    ["aws_s3_bucket.logs", true],
    ["Bucket logs", true],
    ["logs bucket", false],
    ["one two", true],
    ["two three", false],
    ["three", true],
    ["thre", false],
    ["", true],
  ])("has %j: %s", (text, isThere) => {
    expect(isSaidIn(packetOf("one two", ["three"]), text)).toBe(isThere);
  });

  it("is found as if every text were read for every run", () => {
    const word = fc.constantFrom("a", "b", "c", "A1", "aB", "x-y", "|", "é");
    const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(
        text,
        fc.array(text, { maxLength: 4 }),
        fc.array(text, { maxLength: 6 }),
        (request, tags, asked) => {
          const packet = packetOf(request, tags);
          for (const one of [...asked, ...asked]) expect(isSaidIn(packet, one)).toBe(stands(packet, one));
        },
      ),
    );
  });
});
