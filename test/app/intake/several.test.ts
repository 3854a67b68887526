import { describe, expect, it } from "vitest";
import { readCommand } from "../../../app/intake/command.ts";

const read = (body: string) => readCommand(body, "code-bot[bot]");
const texts = (body: string): readonly string[] => {
  const command = read(body);
  return command.kind === "request" ? command.texts : [command.kind];
};

describe("the requests of a comment", () => {
  it.each([
    ["/code a bucket\n/code a queue", ["a bucket", "a queue"]],
    ["/code a bucket\nwith versioning\n\n@code-bot a queue\n", ["a bucket\nwith versioning", "a queue"]],
    ["/code\n/code a bucket", ["a bucket"]],
    ["/code\n- a bucket\n- a queue", ["a bucket", "a queue"]],
    [
      "/code please do the following:\n\n1. a bucket\n   with versioning\n2. a queue\n3. a table\n4. a role",
      ["a bucket\n   with versioning", "a queue", "a table", "a role"],
    ],
    ["/code we need:\n* [ ] a bucket\n* [x] a queue", ["a bucket", "a queue"]],
    [
      "/code remove the following:\n- the orders table\n- delete the invoices bucket",
      ["remove the orders table", "delete the invoices bucket"],
    ],
    ["/code a bucket with:\n- versioning\n- 90 days", ["a bucket with:\n- versioning\n- 90 days"]],
    ["/code please:\n- a bucket\n/code a queue", ["a bucket", "a queue"]],
  ])("of %j are each by itself", (body, expected) => {
    expect(texts(body)).toEqual(expected);
  });

  it.each([
    "/code a bucket\n    /code a queue",
    "/code a bucket\nnot /code a queue",
    "/code a bucket\n> /code a queue",
    "/code a bucket\n```\n/code a queue\n```",
    "/code a bucket\n~~~\n```\n/code a queue",
    "/code a bucket\n<!--\n/code a queue",
    "/code a bucket <!-- x\n/code a queue\n-->",
    "/code a bucket\n<!-- x -->/code a queue",
    "/code a bucket\n<details>\n\n/code a queue\n\n</details>",
    "/code a bucket\n<pre>\n/code a queue\n</pre>",
    "/code a bucket\n\u200b/code a queue",
    "/code a bucket\n/codes a queue",
  ])("of %j are one", (body) => {
    expect(texts(body)).toEqual([body.slice("/code ".length)]);
  });

  it("go on where a fence, a comment or an element is closed", () => {
    const body = "/code a bucket\n```\nx\n```\n<!-- y -->\n<details>\nz\n</details>\n/code a queue";
    expect(texts(body)).toHaveLength(2);
  });

  it("of a numbered list below a bare command may be answers too", () => {
    expect(read("/code\n1. a bucket\n2. a queue")).toMatchObject({
      kind: "answers",
      texts: ["a bucket", "a queue"],
    });
    expect(read("/code 1. a bucket\n2. a queue")).not.toHaveProperty("texts");
  });

  it.each([
    ["/code a bucket\n/code plan", "write it as a comment of its own"],
    ["/code a bucket\n/code rollback #3", "write it as a comment of its own"],
    ["/code a bucket\n/code", null],
    [`/code a bucket${"\n/code a queue".repeat(8)}`, "at most 8 requests"],
    [`/code a bucket${"\n/code a queue".repeat(7)}`, null],
  ])("of %j are none where one is none", (body, said) => {
    const command = read(body);
    expect(command.kind === "error" ? command.message : null).toEqual(
      said === null ? null : expect.stringContaining(said),
    );
  });
});
