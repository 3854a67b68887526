import { describe, expect, it } from "vitest";
import type { ChangeDocument } from "#shared/core/change-document.ts";
import type { Json } from "#shared/core/json.ts";
import { answerQuestion } from "../../../app/questions/answer-question.ts";
import type { Question } from "../../../app/questions/read-question.ts";
import type { Scene } from "../../../app/questions/scene.ts";

type Resource = ChangeDocument["resources"][number];

function resource(address: string, after: Json, more: Partial<Resource> = {}): Resource {
  const [type = "", name = ""] = address.split(".");
  const empty = { before: null, unknown: {}, sensitive: {}, references: [], replacePaths: [] };
  return { address, type, name, provider: "", actions: ["create"], after, ...empty, ...more };
}

function scene(stack: string, resources: readonly Resource[], more: Partial<Scene> = {}): Scene {
  return {
    stack,
    environment: "production",
    region: "eu-central-1",
    commit: "0123456789",
    document: { source: "synth", resources: [...resources], data: [], providers: [], outputs: [] },
    contracts: [],
    asked: {},
    dependsOn: [],
    kinds: [{ nouns: ["table"], type: "aws_dynamodb_table" }],
    ...more,
  };
}

const ORDERS = resource("aws_dynamodb_table.orders", { name: "orders", hash_key: "id" });
const READER = resource(
  "aws_iam_policy.reader",
  { name: "reader" },
  { references: [{ path: "policy.statement.resource", to: "aws_dynamodb_table.orders.arn" }] },
);

function answer(text: string, scenes: readonly Scene[], kind: Question["kind"] = "things"): string {
  return answerQuestion({ kind, text }, { scenes, rules: [] });
}

describe("answerQuestion", () => {
  it("names what uses a thing and what it uses", () => {
    const said = answer("what uses orders?", [scene("shop", [ORDERS, READER])], "uses");
    expect(said).toContain("is used by `aws_iam_policy.reader`");
    const other = answer("what does the reader use?", [scene("shop", [ORDERS, READER])], "uses");
    expect(other).toContain("uses `aws_dynamodb_table.orders` (its `policy.statement.resource`)");
  });

  it("names the stacks that a stack needs", () => {
    const shop = scene("shop", [ORDERS], { dependsOn: ["network"] });
    expect(answer("what does shop use?", [shop], "uses")).toContain("It needs the stacks `network`.");
  });

  it("looks through all stacks, and speaks of those alone that have it", () => {
    const said = answer("which tables do we have?", [scene("shop", [ORDERS]), scene("web", [READER])]);
    expect(said).toContain("**shop**");
    expect(said).not.toContain("**web**");
  });

  it("shows no sensitive value, no document and no expression", () => {
    const secret = resource(
      "aws_db_instance.orders",
      { password: "hunter2", policy: '{"a":"leaked"}', arn: "${aws_x.y.arn}", port: 5432 },
      { sensitive: { password: true } },
    );
    const said = answer("show me orders", [scene("shop", [secret])]);
    expect(said).toContain("password `(sensitive)`");
    expect(said).toContain("port `5432`");
    expect(said).not.toMatch(/hunter2|leaked|aws_x/);
  });

  it("shows foreign text as it is written", () => {
    const odd = resource("aws_dynamodb_table.orders", { name: "<img src=x> @octo |`#1`" });
    const said = answer("show me orders", [scene("shop", [odd])]);
    expect(said).not.toMatch(/<img|@octo|`#1/);
  });

  it.each([40, 41])("cuts an answer of %i lines where it is longer than forty", (lines) => {
    const many = Array.from({ length: lines - 2 }, (_, at) => resource(`aws_sqs_queue.q${at}`, {}));
    const said = answer("what do we have?", [scene("shop", many)]);
    expect(said.includes("more lines: name one thing to see less")).toBe(lines > 40);
  });

  it("leaves out promises that were taken back", () => {
    const subject = { type: "aws_dynamodb_table", name: "orders" };
    const equals = (id: string, value: string) => ({
      kind: "equals" as const,
      id,
      subject,
      path: "hash_key",
      value,
    });
    const contracts = [
      { version: 1 as const, id: "issue-3-1", promises: [equals("a", "old")], guards: [], withdraws: [] },
      {
        version: 1 as const,
        id: "issue-4-1",
        promises: [equals("a", "new")],
        guards: [],
        withdraws: ["issue-3-1/a"],
      },
    ];
    const said = answer(
      "what is promised about orders?",
      [scene("shop", [ORDERS], { contracts })],
      "promises",
    );
    expect(said).toContain("Asked for in #4:");
    expect(said).not.toContain("old");
  });

  it("says what it cannot know", () => {
    const why = answer("why was orders slow yesterday?", [scene("shop", [ORDERS])], "reasons");
    expect(why).toContain("not how it runs");
    expect(answer("what would it cost?", [], "cost")).toContain("do not know prices");
  });

  it.each([
    ["what does payroll do?", "payroll"],
    ["show me <b>x</b> @octo", "octo"],
  ])("refuses %j, which is about nothing there", (text, words) => {
    expect(() => answer(text, [scene("shop", [ORDERS])])).toThrow(
      expect.objectContaining({ code: "questions/not-found", message: expect.stringContaining(words) }),
    );
  });
});
