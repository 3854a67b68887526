import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRequest } from "../../../app/intent/read-request.ts";
import type { Understanding } from "../../../app/intent/understanding.ts";
import { PARAPHRASES, STACK } from "./paraphrases/all.ts";

const REQUESTS = PARAPHRASES.flatMap(({ creates, changes, removes }) => [
  ...creates.map(([text]) => ({ text, existing: [] })),
  ...[...changes, ...removes].map(([text]) => ({ text, existing: STACK })),
]);

/** Words that no vocabulary has, nor is one letter away from. */
const strange = fc.stringMatching(/^[bcdfgklmnpr]{2}[aeiou][xz]{2}[bcdfgkl]{3}$/);

/** What the request comes to, without the record of which word did what. */
function outcome(read: Understanding): unknown {
  if (read.kind === "understood") return [read.wishes, read.assumptions];
  return read.kind === "unclear" ? [read.questions, read.draft.wishes] : [read.code, read.message];
}

describe("readRequest", () => {
  it("answers otherwise when a word that nobody knows is added anywhere", () => {
    fc.assert(
      fc.property(fc.constantFrom(...REQUESTS), strange, fc.nat(), ({ text, existing }, word, position) => {
        const words = text.split(" ");
        const at = position % (words.length + 1);
        const longer = [...words.slice(0, at), word, ...words.slice(at)].join(" ");
        expect(outcome(readRequest(longer, { existing })), longer).not.toEqual(
          outcome(readRequest(text, { existing })),
        );
      }),
      { numRuns: 600 },
    );
  });

  it("says of every word that it used what it was used for", () => {
    for (const { text, existing } of REQUESTS) {
      const read = readRequest(text, { existing });
      if (read.kind !== "understood") throw new Error(text);
      for (const { words } of read.bindings)
        expect(text.replaceAll(/["']/g, "").toLowerCase()).toContain(words.split(" ")[0]?.toLowerCase());
      expect(read.bindings.length).toBeGreaterThan(0);
    }
  });
});
