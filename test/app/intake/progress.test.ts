import { describe, expect, it } from "vitest";
import { progressComment } from "../../../app/intake/progress.ts";
import { GIVEN_UP } from "../../../app/intake/replies.ts";

describe("progressComment", () => {
  it("shows what is done, what runs and what is to come", () => {
    const body = progressComment(9, { stage: "Author", ending: null });
    expect(body.split("\n")[0]).toBe("<!-- code:answer:9 -->");
    expect(body).toContain(
      "✔ Understand → ✔ Contract → **▶ Author** → ○ Validate → ○ Experts → ○ Pull request",
    );
  });

  it("says what to do when the last attempt failed", () => {
    expect(progressComment(9, { stage: "Author", ending: GIVEN_UP })).toContain("&#47;code retry");
  });

  it("ends a refusal with its code and what to do", () => {
    const ending = {
      kind: "refused",
      code: "intake/not-allowed",
      text: "No.",
      next: "Ask <somebody>.",
    } as const;
    const body = progressComment(9, { stage: null, ending });
    expect(body).toContain("Refused: `intake/not-allowed`");
    expect(body).toContain("Ask &#60;somebody&#62;&#46;");
    expect(body).not.toContain("▶");
  });
});
