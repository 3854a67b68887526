import { describe, expect, it } from "vitest";
import { readCommand } from "../../../../app/intake/command.ts";
import { lookalikeIn } from "../../../../app/intake/text/lookalikes.ts";

describe("lookalikeIn", () => {
  it.each([
    ["keep the bucket l\u043egs", "l·gs"],
    ["the role \u0430dmin", "·dmin"],
    ["a queue named \u0391PI", "·PI"],
    ["the bucket log\u0455", "log·"],
  ])("finds the word of two alphabets in %j", (text, shown) => {
    expect(lookalikeIn(text)).toBe(shown);
  });

  it.each([
    "a bucket for the logs",
    "добавь бакет S3 для журналов доступа",
    "добавь политику для bucketа логов",
    "добавь S3-бакет",
    "πρόσθεσε κάδο logs",
    "a bucket for 5 µs traces",
    "bucketы",
    "名前はlogs",
    "café façade Größe ISTANBUL",
  ])("finds none in %j", (text) => {
    expect(lookalikeIn(text)).toBeNull();
  });

  it("is told before anything is asked for, and does not repeat the word", () => {
    const command = readCommand("/code keep the bucket l\u043egs for 30 days", "code-engine[bot]");
    expect(command).toMatchObject({ kind: "error", message: expect.stringContaining("`l·gs`") });
  });
});
