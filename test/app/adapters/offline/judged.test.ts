import { describe, expect, it } from "vitest";
import { judged } from "../../../../app/adapters/offline/judged.ts";

const SUMMED = JSON.stringify({ type: "change_summary", changes: { add: 1 } });
const said = (summary: string, more: object = {}) =>
  JSON.stringify({ type: "diagnostic", diagnostic: { severity: "error", summary, ...more } });
const ended = (...lines: string[]) => judged({ code: 1, stdout: lines.join("\n"), stderr: "broken" });
const OF = { address: "aws_sqs_queue.orders" };

describe("what an offline plan says", () => {
  it.each([
    ['No argument or block type is named "nope".', "nope"],
    ['The argument "name" is required, but no definition was found.', "name"],
    ['Inappropriate value for attribute "length": a number is required.', "length"],
    ["expected delay_seconds to be in the range (0 - 900), got 9999", "delay_seconds"],
    ["expected length of name to be in the range (1 - 64), got x", "name"],
    ['"bucket" may not have upper case letters', "bucket"],
    ["an argument or block is missing", ""],
    ["invalid queue name: q", ""],
  ])("names the argument of: %s", (summary, path) => {
    expect(ended(said(summary, OF))).toMatchObject({
      findings: [{ resource: "aws_sqs_queue.orders", path, message: summary }],
    });
  });

  it.each([
    [[said("no", OF)], "validate"],
    [[SUMMED, said("no", OF)], "plan"],
  ] as const)("tells the phase that failed by the summary of %j", (lines, phase) => {
    expect(ended(...lines)).toMatchObject({
      kind: "failed",
      phase,
      findings: [{ rule: `terraform/${phase}` }],
    });
  });

  it.each([
    ["an instance", { address: 'aws_sqs_queue.orders["a"]' }, "aws_sqs_queue.orders"],
    ["a place", { snippet: { context: "resource.aws_sqs_queue.orders" } }, "aws_sqs_queue.orders"],
    [
      "a place within",
      { snippet: { context: "resource.aws_sqs_queue.orders.lifecycle.precondition[0]" } },
      "aws_sqs_queue.orders",
    ],
    ["a provider", { snippet: { context: "provider.aws" } }, ""],
    ["nothing", {}, ""],
  ])("names the resource of %s", (_, place, resource) => {
    expect(ended(said("no", place))).toMatchObject({ findings: [{ resource }] });
  });

  it.each([
    ["what only the cloud could answer", [said("no", { address: "data.aws_vpc.main" })], "data.aws_vpc.main"],
    ["a call that gets nowhere", [said("dial tcp: lookup sts.amazonaws.com", OF)], OF.address],
    ["a provider that died", [SUMMED, said("Plugin did not respond"), said("no", OF)], "a provider failed"],
    ["an end without a word", ["{}", "no JSON"], "broken"],
    [
      "a warning alone",
      [JSON.stringify({ type: "diagnostic", diagnostic: { severity: "warning", summary: "x" } })],
      "broken",
    ],
  ])("decides nothing after %s", (_, lines, reason) => {
    expect(ended(...lines)).toMatchObject({ kind: "skipped", reason: expect.stringContaining(reason) });
  });

  it("holds against the stack what is its own next to what the cloud alone knows", () => {
    const both = ended(said("no", { address: "data.aws_vpc.main" }), said("bad", OF));
    expect(both).toMatchObject({ kind: "failed", findings: [{ message: "bad" }] });
  });
});
