import { describe, expect, it } from "vitest";
import { cleanForeign } from "#shared/hygiene/foreign.ts";
import { readCommand } from "../../../app/intake/command.ts";
import { sanitiseRequest } from "../../../app/intake/text/sanitise.ts";
import { takenOut } from "../../../app/intake/text/taken-out.ts";

/** As long as GitHub lets a comment be, and as long as a request may be. */
const COMMENT = 65_000;
const REQUEST = 8000;

/** Forms of text that a reader could get lost in; whoever looks back from each of their characters does not end within the time of a test. */
const ENDLESS: readonly string[] = [
  ...[
    "> ",
    "[",
    "[a",
    "![](",
    "<!--",
    "<!-",
    "<?",
    "<![CDATA[",
    "<!a ",
    "`",
    "```\n",
    "~",
    "\u{e0061}",
    "a\u0301",
  ],
  ...[
    "/code a\n",
    "- a bucket\n",
    "password ",
    "token-",
    "a_",
    "a-",
    "sk-",
    "sk-a-",
    "eyJaaaaaaaaa.",
    "a://",
    "a://b:",
  ],
  ...["-----BEGIN PRIVATE KEY-----", "authorization: ", "?sig=", "1.", "a1", "<div>", "add, ", "{", '"'],
];
const filled = (piece: string, length: number) =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

describe("a text without an end", () => {
  it.each(ENDLESS)("of %j is no request and no answer", (piece) => {
    for (const opening of ["/code ", "/code\n", "/code 1: ", "@code-engine "]) {
      const command = readCommand(`${opening}${filled(piece, COMMENT)}`, "code-engine[bot]");
      expect(command).toMatchObject({ kind: "error", message: expect.stringContaining("8000 characters") });
      expect(takenOut(command)).toEqual([]);
    }
  });

  it.each(ENDLESS)("of %j is clean once it is cleaned", (piece) => {
    const { text } = sanitiseRequest(filled(piece, REQUEST));
    expect(sanitiseRequest(text).stripped).toEqual([]);
    const said = cleanForeign(filled(piece, COMMENT));
    expect(cleanForeign(said)).toBe(said);
  });

  it("of a thousand comments is a thousand refusals that keep nothing of it", () => {
    const comments = Array.from({ length: 1000 }, (_, at) => `/code ${at} ${filled("> a ", COMMENT)}`);
    const kinds = new Set(comments.map((body) => JSON.stringify(readCommand(body, "code-engine[bot]"))));
    expect(kinds.size).toBe(1);
  });
});
