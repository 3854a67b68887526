import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anthropicModel } from "../../../app/models/anthropic.ts";

const HOST = "https://api.anthropic.com";
const QUESTION = {
  system: "You author.",
  task: "<request>a bucket</request>",
  answer: { name: "typed_change", schema: { type: "object" } },
  maxTokens: 100,
};

const model = anthropicModel({ apiKey: "key-of-the-test", model: "claude-test", pauseMs: 1 });
const never = new AbortController().signal;

/** A message as the published API answers it. */
function message(content: object[], stop: string): object {
  const usage = { input_tokens: 12, output_tokens: 7 };
  return {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "claude-test",
    content,
    stop_reason: stop,
    stop_sequence: null,
    usage,
  };
}

const ANSWER = message(
  [{ type: "tool_use", id: "t1", name: "typed_change", input: { stack: "app" } }],
  "tool_use",
);

function overloaded(status: number): object {
  return {
    type: "error",
    error: { type: status === 429 ? "rate_limit_error" : "overloaded_error", message: "later" },
  };
}

beforeEach(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());

describe("Claude behind the model port", () => {
  it("asks once for the one tool, and returns what was filled in", async () => {
    const bodies: unknown[] = [];
    nock(HOST)
      .post("/v1/messages", (body) => bodies.push(body) > 0)
      .matchHeader("authorization", "Bearer key-of-the-test")
      .reply(200, ANSWER);
    const answer = await model.ask(QUESTION, never);
    expect(answer).toEqual({
      value: { stack: "app" },
      model: "claude-test",
      inputTokens: 12,
      outputTokens: 7,
    });
    expect(bodies).toMatchObject([
      {
        model: "claude-test",
        system: "You author.",
        tool_choice: { type: "tool", name: "typed_change" },
        tools: [{ name: "typed_change" }],
      },
    ]);
  });

  it.each([429, 500, 529])("asks again after %i", async (status) => {
    nock(HOST).post("/v1/messages").times(3).reply(status, overloaded(status));
    nock(HOST).post("/v1/messages").reply(200, ANSWER);
    await expect(model.ask(QUESTION, never)).resolves.toMatchObject({ value: { stack: "app" } });
  });

  it("gives up after four attempts", async () => {
    const scope = nock(HOST).post("/v1/messages").times(4).reply(529, overloaded(529));
    await expect(model.ask(QUESTION, never)).rejects.toMatchObject({ code: "model/unavailable" });
    expect(scope.isDone()).toBe(true);
  });

  it.each([
    ["model/refused", message([], "refusal")],
    ["model/truncated", message([{ type: "text", text: "{" }], "max_tokens")],
    ["model/no-answer", message([{ type: "text", text: "Sure! Here it is." }], "end_turn")],
  ])("refuses with %s", async (code, body) => {
    nock(HOST).post("/v1/messages").reply(200, body);
    await expect(model.ask(QUESTION, never)).rejects.toMatchObject({ code });
  });

  it("names a key that is not accepted, without repeating it", async () => {
    nock(HOST)
      .post("/v1/messages")
      .reply(401, { type: "error", error: { type: "authentication_error", message: "invalid x-api-key" } });
    const error = await model.ask(QUESTION, never).catch((caught: Error) => caught);
    expect(error).toMatchObject({ code: "model/unauthorised" });
    expect(JSON.stringify(error)).not.toContain("key-of-the-test");
  });

  it.each([
    ["before the call", 0],
    ["while it waits to ask again", 60_000],
  ])("stops at once when it is cancelled %s", async (_, pauseMs) => {
    const controller = new AbortController();
    nock(HOST)
      .post("/v1/messages")
      .reply(429, () => {
        setImmediate(() => controller.abort());
        return overloaded(429);
      });
    if (pauseMs === 0) controller.abort();
    const patient = anthropicModel({ apiKey: "k", model: "m", pauseMs });
    await expect(patient.ask(QUESTION, controller.signal)).rejects.toMatchObject({ code: "model/cancelled" });
  });
});
