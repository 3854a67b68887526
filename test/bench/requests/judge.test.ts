import { describe, expect, it } from "vitest";
import type { Contract } from "#shared/core/contract.ts";
import type { Meant } from "../../../app/steps/request/meant.ts";
import { judge } from "./judge.ts";
import { contradicts, keeps } from "./keeps.ts";
import type { Expectation, Row } from "./rows.ts";

const queue = { type: "aws_sqs_queue", name: "orders" };
const CONTRACT: Contract = {
  version: 1,
  id: "request",
  promises: [
    { kind: "exists", id: "1", subject: queue },
    { kind: "equals", id: "2", subject: queue, path: "redrive_policy", value: { maxReceiveCount: 5 } },
    { kind: "at-least", id: "3", subject: queue, path: "message_retention_seconds", value: 86_400 },
    { kind: "absent", id: "4", subject: { type: "aws_sqs_queue", name: "old" } },
    {
      kind: "refers-to",
      id: "5",
      subject: { type: "aws_lambda_event_source_mapping" },
      to: { type: "aws_sqs_queue", name: "orders" },
    },
    { kind: "many", id: "6", subject: { type: "aws_subnet" }, value: 2 },
    { kind: "exists", id: "7", subject: { type: "aws_alb", or: ["aws_lb"], called: "front-door" } },
    { kind: "holds", id: "8", subject: { type: "aws_kms_key" }, paths: ["enable_key_rotation"], value: true },
    {
      kind: "linked",
      id: "9",
      subject: { type: "aws_lambda_function" },
      to: { type: "aws_dynamodb_table", called: "orders" },
      through: [],
      paths: [],
      at: [],
    },
  ],
  guards: [],
  withdraws: [],
};

describe("an expectation", () => {
  it.each([
    ["aws_sqs_queue.orders exists", true],
    ["aws_sqs_queue.other exists", false],
    ["aws_sns_topic|aws_sqs_queue exists", true],
    ["aws_sqs_queue exists x2", false],
    ["aws_sqs_queue.old absent", true],
    ["aws_sqs_queue.orders absent", false],
    ["aws_sqs_queue redrive_policy.maxReceiveCount = 5", true],
    ["aws_sqs_queue redrive_policy.maxReceiveCount = 6", false],
    ["aws_sqs_queue message_retention_seconds = 86400", true],
    ["aws_sqs_queue message_retention_seconds <= 86400", false],
    ["aws_sqs_queue fifo_queue = true || aws_sqs_queue exists", true],
    ["aws_lambda_event_source_mapping -> aws_sqs_queue.orders", true],
    ["aws_lambda_event_source_mapping -> aws_sqs_queue.other", false],
    ["aws_sqs_queue holds maxReceiveCount", true],
    ["aws_sqs_queue holds fifo", false],
    ["aws_subnet exists x2", true],
    ["aws_subnet exists x3", false],
    ["aws_lb.front_door exists", true],
    ["aws_lb.back_door exists", false],
    ["aws_kms_key enable_key_rotation = true", true],
    ["aws_kms_key enable_key_rotation = false", false],
    ["aws_lambda_function -> aws_dynamodb_table.orders", true],
    ["aws_lambda_function -> aws_dynamodb_table.other", false],
  ])("%s is kept: %s", (line, kept) => {
    expect(keeps(CONTRACT, line)).toBe(kept);
  });

  it.each([
    ["aws_sqs_queue message_retention_seconds = 172800", true],
    ["aws_sqs_queue message_retention_seconds = 86400", false],
    ["aws_sqs_queue.orders absent", true],
    ["aws_sqs_queue.old exists", true],
    ["aws_sqs_queue fifo_queue = true", false],
  ])("%s is contradicted: %s", (line, opposed) => {
    expect(contradicts(CONTRACT, line)).toBe(opposed);
  });
});

const UNDERSTOOD: Meant = { kind: "understood", wishes: [], assumptions: [], promise: () => CONTRACT };
const REFUSED: Meant = {
  kind: "refused",
  code: "intent/not-understood",
  message: 'What is "x"?',
  next: "Say.",
};
const UNCLEAR: Meant = {
  kind: "unclear",
  questions: [{ number: 1, text: "Which key?", default: "id" }],
  draft: { wishes: [], gaps: [], assumptions: [], bindings: [] },
};

function outcomeOf(meant: Meant, ...expected: Expectation[]): string {
  const row: Row = { request: "", cloud: "aws", class: "short", existing: [], expect: expected };
  return judge(row, meant).outcome;
}

describe("a reading of a request", () => {
  const wants = (...promises: string[]): Expectation => ({ promises, never: [] });

  it.each<[string, Meant, Expectation[]]>([
    ["exact", UNDERSTOOD, [wants("aws_sqs_queue.orders exists")]],
    ["wrong", UNDERSTOOD, [wants("aws_sqs_queue.orders exists", "aws_sqs_queue fifo_queue = true")]],
    ["wrong", UNDERSTOOD, [wants("aws_sns_topic exists")]],
    ["wrong", UNDERSTOOD, [{ promises: ["aws_sqs_queue exists"], never: ["aws_sqs_queue.old absent"] }]],
    ["wrong", UNDERSTOOD, [{ asks: ["key"] }]],
    ["wrong", UNDERSTOOD, [{ refuses: [] }]],
    ["exact", UNDERSTOOD, [{ asks: ["key"] }, wants("aws_sqs_queue exists")]],
    ["asked", UNCLEAR, [{ asks: ["key"] }]],
    ["timid", UNCLEAR, [{ asks: ["name"] }]],
    ["timid", UNCLEAR, [wants("aws_sqs_queue exists")]],
    ["refused", REFUSED, [{ refuses: ['"x"'] }]],
    ["unquoted", REFUSED, [{ refuses: ['"y"'] }]],
    ["unquoted", REFUSED, [{ refuses: ['"x"'], code: "intent/language" }]],
    ["timid", REFUSED, [wants("aws_sqs_queue exists")]],
  ])("is %s", (outcome, meant, expected) => {
    expect(outcomeOf(meant, ...expected)).toBe(outcome);
  });

  it.each([
    ["the contract", { uncovered: ["first in, first out"] }, []],
    ["an assumption", {}, ['Not covered: "first in, first out".']],
  ])("is partly as expected where %s names what is left out", (_, said, assumptions) => {
    const meant: Meant = { ...UNDERSTOOD, assumptions, promise: () => ({ ...CONTRACT, ...said }) };
    const wanted = wants("aws_sqs_queue.orders exists", "aws_sqs_queue fifo_queue = true");
    expect(outcomeOf(meant, wanted)).toBe("partly");
  });
});
