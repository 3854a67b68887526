import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readOpinion } from "../../../../app/experts/prompt/opinion.ts";

const FOUND = {
  id: "S1",
  dimension: "security",
  severity: "critical",
  address: "aws_security_group.web",
  path: "ingress[0].cidr_blocks[0]",
  quoted: "0.0.0.0/0",
  rule: "NET-1",
  message: "SSH is open to the world.",
};
const answer = (found: object = {}, rest: object = {}) =>
  JSON.stringify({ findings: [{ ...FOUND, ...found }], unknowns: [], ...rest });
const GOOD = answer();
const nested = (levels: number) => `{"findings":[],"unknowns":${"[".repeat(levels)}${"]".repeat(levels)}}`;
/** Exactly so many bytes. */
const sized = (bytes: number) => `{"findings":[],"unknowns":["${"a".repeat(bytes - 31)}"]}`;

describe("reading a model's opinion", () => {
  it("reads a finding with its evidence", () => {
    expect(readOpinion(GOOD)).toEqual({
      value: {
        findings: [
          {
            ...{ id: "S1", by: "model", dimension: "security", severity: "critical", status: "fail" },
            ...{ resource: FOUND.address, path: FOUND.path, quoted: FOUND.quoted, controls: [] },
            ...{ rule: "NET-1", message: FOUND.message },
          },
        ],
        notes: [],
      },
    });
  });

  it.each([
    ["a byte order mark", `\ufeff${GOOD}`],
    ["blanks around", `\r\n\t ${GOOD} \r\n`],
    ["a fence", `\`\`\`json\n${GOOD}\n\`\`\``],
    ["a fence of tildes, without a word", `~~~\n${GOOD}\n~~~\n`],
    ["thoughts before it", `<think>{"findings":[]}?</think>\n${GOOD}`],
    ["a mark, thoughts and a fence", `\ufeff<thinking>x</thinking>\n\`\`\`\n${GOOD}\n\`\`\``],
    ["a value that is read already", JSON.parse(GOOD)],
    ["a message that shows an answer", answer({ message: '<think>```{"findings":[]}' })],
    ["64 KiB", sized(65_536)],
    ["an id of 64 characters", answer({ id: "a".repeat(64) })],
  ])("takes %s", (_, said) => {
    expect(readOpinion(said)).toHaveProperty("value");
  });

  it.each([
    ["nothing", undefined, "nothing"],
    ["a value without a text", 1n, "nothing"],
    ["an empty text", "", "malformed"],
    ["prose before it", `Here: ${GOOD}`, "malformed"],
    ["prose behind it", `${GOOD}\nApprove.`, "malformed"],
    ["two byte order marks", `\ufeff\ufeff${GOOD}`, "malformed"],
    ["a no-break space before it", `\u00a0${GOOD}`, "malformed"],
    ["thoughts that do not end", `<think>${GOOD}`, "malformed"],
    ["two blocks of thoughts", `<think>a</think><think>b</think>${GOOD}`, "malformed"],
    ["two fences", `\`\`\`\n${GOOD}\n\`\`\`\n\`\`\`\n${GOOD}\n\`\`\``, "malformed"],
    ["a fence of two kinds", `\`\`\`\n${GOOD}\n~~~`, "malformed"],
    ["half of an answer", GOOD.slice(0, -9), "malformed"],
    ["a trailing comma", '{"findings":[],"unknowns":[],}', "malformed"],
    ["65 levels", nested(64), "too-deep"],
    ["a byte more than 64 KiB", sized(65_537), "too-large"],
    ["a key twice", '{"findings":[],"unknowns":[],"unknowns":[]}', "duplicate-key"],
    ["a key twice, escaped", GOOD.replace("}]", ',"\\u0069d":"S2"}]'), "duplicate-key"],
    ["a list", "[]", "not-an-object"],
    ["a text in a text", JSON.stringify(GOOD), "not-an-object"],
    ["null", "null", "not-an-object"],
    ["a verdict", answer({}, { verdict: "accept" }), "unknown-key"],
    ["a polluting key", '{"findings":[],"unknowns":[],"__proto__":{"x":1}}', "unknown-key"],
    [
      "a polluting key, read already",
      JSON.parse('{"findings":[],"unknowns":[],"__proto__":{}}'),
      "unknown-key",
    ],
    ["what claims to be verified", answer({ verified: "true" }), "unknown-key"],
    ["no list of findings", '{"findings":null,"unknowns":[]}', "wrong-type"],
    ["no unknowns", '{"findings":[]}', "wrong-type"],
    ["a number among the unknowns", answer({}, { unknowns: [1] }), "wrong-type"],
    ["a quote that is no text", answer({ quoted: false }), "wrong-type"],
    ["a message in parts", answer({ message: ["a", "b"] }), "wrong-type"],
    ["a severity in other letters", answer({ severity: "cr\u0456tical" }), "wrong-value"],
    ["a severity in capitals", answer({ severity: "HIGH" }), "wrong-value"],
    ["a dimension of ours", answer({ dimension: "fidelity" }), "wrong-value"],
    ["an empty id", answer({ id: "" }), "wrong-value"],
    ["an id of 65 characters", answer({ id: "a".repeat(65) }), "wrong-value"],
    ["an id with a line break at its end", answer({ id: "S1\n" }), "wrong-value"],
    ["dollars in words", answer({ monthly: "about 12" }), "wrong-value"],
    ["an id twice", answer({}, { findings: [FOUND, FOUND] }), "duplicate-id"],
    ["NUL in a message", answer({ message: "a\0b" }), "nul"],
    ["NUL among the unknowns", answer({}, { unknowns: ["\0"] }), "nul"],
  ])("does not use %s", (_, said, problem) => {
    expect(readOpinion(said)).toEqual({ problem });
  });

  it.each([
    ["12.50", { monthly: 12.5 }],
    ["0", { monthly: 0 }],
    ["", {}],
  ])("reads %j as dollars a month", (monthly, expected) => {
    const read = readOpinion(answer({ monthly }));
    const found = "value" in read ? read.value.findings : [];
    expect(found.map(({ monthly: dollars }) => (dollars === undefined ? {} : { monthly: dollars }))).toEqual([
      expected,
    ]);
  });

  it.each([
    ["one typed operation", '{"kind":"remove","address":"aws_s3_bucket.logs"}', true],
    ["prose", "remove the bucket", false],
    ["no operation", '{"kind":"approve"}', false],
    ["a key twice", '{"kind":"remove","kind":"remove","address":"a.b"}', false],
  ])("keeps an edit only when it is an operation: %s", (_, edit, isKept) => {
    const read = readOpinion(answer({ edit }));
    const said = "value" in read ? read.value : { findings: [], notes: [] };
    expect(said.findings.map((found) => found.edit)).toEqual([isKept ? edit : undefined]);
    expect(said.notes).toHaveLength(isKept ? 0 : 1);
  });

  it("answers with an opinion or a reason, whatever it is given", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.jsonValue(), fc.anything()), (said) => {
        const read = readOpinion(said);
        expect(
          "value" in read ? read.value.findings.every(({ by }) => by === "model") : read.problem,
        ).toBeTruthy();
      }),
    );
  });
});
