import { afterEach, describe, expect, it, vi } from "vitest";
import { type Line, print } from "../../../app/cli/replay-report.ts";

const HOSTILE = "\u001b[2J\n\u202e";
const LINE: Line = {
  ...{ sequence: 7, pullRequest: null },
  told: {
    ...{
      comment: 1,
      pullRequest: null,
      stack: HOSTILE,
      packet: "a".repeat(64),
      consultation: "b".repeat(64),
    },
    ...{ seats: [], verdict: "approved", dollars: 0, sealed: "attached" },
  },
  outcome: {
    ...{ kind: "different", verdict: "approved", remarks: [] },
    differences: [
      { path: `reviews[0].${HOSTILE}`, recorded: `${HOSTILE}${"x".repeat(5000)}`, recomputed: undefined },
    ],
  },
};

function printed(isJson: boolean): string {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line) => void lines.push(String(line)));
  print([LINE], isJson);
  return lines.join("\n");
}

describe("the report of a replay", () => {
  afterEach(() => vi.restoreAllMocks());

  it.each([
    ["a table", false],
    ["JSON", true],
  ])("shows the place and the beginnings of both values as %s, inert", (_, isJson) => {
    const text = printed(isJson);
    expect(text).toContain("reviews[0].");
    expect(text).toContain("nothing");
    expect(text).toContain("xxx");
    expect(text).not.toContain("x".repeat(100));
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it("names what failed by its code and its next step", () => {
    const outcome = { kind: "failed", code: "ledger/tampered", message: "It does not open.", next: "Ask." };
    const lines: string[] = [];
    vi.spyOn(console, "log").mockImplementation((line) => void lines.push(String(line)));
    print([{ ...LINE, outcome } as Line], false);
    expect(lines).toContain("    ledger/tampered: It does not open. Ask.");
  });
});
