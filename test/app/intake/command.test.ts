import { describe, expect, it } from "vitest";
import { type Command, readCommand } from "../../../app/intake/command.ts";

const read = (body: string) => readCommand(body, "code-bot[bot]");
const kind = (body: string): Command["kind"] => read(body).kind;

describe("readCommand", () => {
  it.each([
    ["/code add a bucket", "request"],
    ["/code add a bucket\nwith versioning", "request"],
    ["/code exec id", "request"],
    ["\n/code add a bucket", "ignored"],
    ["\n/code plan", "command"],
    ["   /code plan", "command"],
    ["    /code plan", "ignored"],
    ["/CODE Apply", "command"],
    ['/code "plan"', "command"],
    ["@code-bot plan", "command"],
    ["@code-bots plan", "ignored"],
    ["@code-bot[bot] plan", "ignored"],
    ["/code", "help"],
    ["/code help me", "help"],
    ["/code plan -h", "help"],
    ["/code plan -e", "error"],
    ["/code plan && id", "error"],
    ["/code plan\nbut with newlines", "error"],
    ["/code plan;id", "error"],
    ["/code paln", "did-you-mean"],
    ["/code appely apply", "did-you-mean"],
    ["/code plan\u200b", "did-you-mean"],
    ["/code \u00a0plan", "did-you-mean"],
    ["/code café", "error"],
    ["/code toString", "error"],
    ["/code -", "error"],
    ["/co\u200bde add a bucket", "ignored"],
    ["/CODE\u0301 add a bucket", "ignored"],
    ["/сode add a bucket", "ignored"],
    ["`/code add a bucket`", "ignored"],
    ["> /code plan", "ignored"],
    ["```\n/code plan\n```", "ignored"],
    ["<!-- /code plan -->", "ignored"],
    ["Thanks!\n\n/code add a bucket", "ignored"],
    ["/code add a bucket\n/code add a queue", "request"],
    ["/code add a bucket\n/code plan", "error"],
    ["/code add a bucket\n/code café", "error"],
    [`/code ${"a b ".repeat(2001)}`, "error"],
    ["/code rollback", "error"],
    ["/code rollback #0", "error"],
    ["/code waive security-3fa9c1 because it is a sandbox", "word"],
    ["/code Dismiss `cost-000000`, because\nit is free", "word"],
    ["\n/code waive security-3fa9c1 because it is a sandbox", "word"],
    ["/code waive security-3fa9c1", "error"],
    ["/code waive security-3fa9c1 because", "error"],
    ["/code waive security-3fa9c1 it is a sandbox", "error"],
    ["/code waive because it is a sandbox", "error"],
    ["/code waive security-3fa9c because it is a sandbox", "error"],
    ["/code waive security-3fa9c1a because it is a sandbox", "error"],
    ["/code waive author-3fa9c1 because it is a sandbox", "error"],
    ["/code waive security-3fa9c1 because a\n/code waive cost-3fa9c1 because b", "error"],
    [`/code waive security-3fa9c1 because ${"a".repeat(2000)}`, "word"],
    [`/code waive security-3fa9c1 because ${"a".repeat(2001)}`, "error"],
    ["/code wave security-3fa9c1", "did-you-mean"],
    ["/code dismis", "did-you-mean"],
    ["> /code waive security-3fa9c1 because it is a sandbox", "ignored"],
    ["a word\n/code waive security-3fa9c1 because it is a sandbox", "ignored"],
  ])("reads %j as %s", (body, expected) => {
    expect(kind(body)).toBe(expected);
  });

  it("reads the pull request to undo", () => {
    expect(read("/code rollback #12")).toEqual({ kind: "command", command: "rollback", pullRequest: 12 });
  });

  it("reads what is said of a finding", () => {
    const reason = "it is a sandbox\nand stays one";
    const said = { kind: "word", word: "dismiss", finding: "security-3fa9c1", reason };
    expect(read(`/code DISMISS Security-3FA9C1: because ${reason}`)).toEqual(said);
  });

  it("reads one answer a line", () => {
    const answers = [
      { number: 1, text: "eu-west-1" },
      { number: 2, text: "yes" },
    ];
    expect(read("/code 1: eu-west-1\n2) yes")).toEqual({ kind: "answers", answers });
    expect(kind("/code 1: eu-west-1\nthanks")).toBe("error");
  });
});
