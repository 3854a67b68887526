import nock from "nock";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { MODEL_VENDORS } from "#shared/core/model.ts";
import type { Patience } from "../../../app/models/exchange.ts";
import { modelFor } from "../../../app/models/model-for.ts";
import { choiceOf, KEY, limited, MODEL, WIRES } from "../../support/models/wires.ts";

const SHAPE = z.strictObject({ stack: z.string() });
const SCHEMA = { type: "object" as const, properties: { stack: { type: "string", pattern: "^a" } } };
const QUESTION = {
  system: "You author.",
  task: "<request>a bucket</request>",
  answer: { name: "typed_change", schema: SCHEMA, shape: SHAPE },
  maxTokens: 100,
};
const VALUE = { stack: "app" };
const never = new AbortController().signal;

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
afterEach(() => nock.cleanAll());

describe.each(MODEL_VENDORS)("%s behind the model port", (vendor) => {
  const wire = WIRES[vendor];
  const ask = (patience: Patience = {}, signal = never) =>
    modelFor(choiceOf(vendor), { pauseMs: 1, ...patience }).ask(QUESTION, signal);
  const call = () =>
    nock(wire.host)
      .post(wire.path)
      .matchHeader(...wire.header);

  it("asks once, at the place and with the key that were given, and counts every token", async () => {
    const scope = call().reply(200, wire.answer(VALUE), { "request-id": "r-1", "x-request-id": "r-1" });
    expect(await ask()).toEqual({
      ...{ value: VALUE, said: expect.any(String), model: MODEL, requestId: "r-1" },
      ...{ inputTokens: 123, outputTokens: 40, cachedTokens: 20, reasoningTokens: 10 },
    });
    expect(scope.isDone()).toBe(true);
  });

  it("asks again with what is wrong, and counts both answers", async () => {
    const tasks: string[] = [];
    nock(wire.host)
      .post(wire.path, (body) => tasks.push(JSON.stringify(body)) > 0)
      .reply(200, wire.answer({ stock: "app" }));
    nock(wire.host)
      .post(wire.path, (body) => tasks.push(JSON.stringify(body)) > 0)
      .reply(200, wire.answer(VALUE));
    expect(await ask()).toMatchObject({ value: VALUE, inputTokens: 246, reasoningTokens: 20 });
    expect(tasks[0]).not.toContain("had not the asked form");
    expect(tasks[1]).toContain("had not the asked form: stack: Invalid input");
  });

  it.each([
    ["refused", wire.refused, 1],
    ["truncated", wire.truncated, 1],
    ["malformed", wire.prose, 2],
  ])("ends as %s after as many calls as that is worth", async (failure, body, calls) => {
    let count = 0;
    nock(wire.host)
      .post(wire.path)
      .times(4)
      .reply(() => {
        count += 1;
        return [200, body];
      });
    await expect(ask()).rejects.toMatchObject({
      code: `model/${failure}`,
      details: { said: expect.any(String) },
    });
    expect(count).toBe(calls);
  });

  it.each([408, 409, 429, 500, 503, 529])("tries once more after %i", async (status) => {
    call().reply(status, wire.failed(status));
    call().reply(200, wire.answer(VALUE));
    expect(await ask()).toMatchObject({ value: VALUE });
  });

  it.each([
    ["rate-limited", 429],
    ["unavailable", 529],
    ["timeout", 504],
  ])("is %s after the second %i", async (failure, status) => {
    const scope = call().times(2).reply(status, wire.failed(status));
    await expect(ask()).rejects.toMatchObject({ code: `model/${failure}`, details: { status } });
    expect(scope.isDone()).toBe(true);
  });

  it("tries once more after a lost connection, and not a third time", async () => {
    call().replyWithError(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    call().reply(200, wire.answer(VALUE));
    expect(await ask()).toMatchObject({ value: VALUE });
    call()
      .times(2)
      .replyWithError(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    await expect(ask()).rejects.toMatchObject({ code: "model/unavailable" });
  });

  it("takes half an answer for a lost connection", async () => {
    const half = JSON.stringify(wire.answer(VALUE)).slice(0, 40);
    const scope = call().times(2).reply(200, half, { "content-type": "application/json" });
    await expect(ask()).rejects.toMatchObject({ code: "model/unavailable" });
    expect(scope.isDone()).toBe(true);
  });

  it("waits as long as it is asked to where that fits into its time", async () => {
    const [body, headers] = limited(vendor, 1);
    call().reply(429, body, { ...headers });
    call().reply(200, wire.answer(VALUE));
    const started = performance.now();
    await ask({ pauseMs: 60_000 });
    expect(performance.now() - started).toBeGreaterThanOrEqual(990);
  });

  it("does not wait for longer than it has", async () => {
    const [body, headers] = limited(vendor, 3600);
    const scope = call().reply(429, body, { ...headers });
    await expect(ask()).rejects.toMatchObject({ code: "model/rate-limited" });
    expect(scope.isDone()).toBe(true);
  });

  it("says that the account is used up, and asks no more", async () => {
    const scope = call().reply(...wire.overBudget);
    await expect(ask()).rejects.toMatchObject({ code: "model/over-budget" });
    expect(scope.isDone()).toBe(true);
  });

  it.each([400, 401, 403, 404])("does not repeat a question that is answered with %i", async (status) => {
    call().reply(status, wire.failed(status));
    const error = await ask().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "model/unavailable" });
    expect(JSON.stringify(error)).not.toContain(KEY);
  });

  it.each([
    ["before the call", 0],
    ["while it waits to try again", 60_000],
  ])("stops at once when it is cancelled %s", async (_, pauseMs) => {
    const controller = new AbortController();
    call().reply(429, () => {
      setImmediate(() => controller.abort());
      return wire.failed(429);
    });
    if (pauseMs === 0) controller.abort();
    await expect(ask({ pauseMs }, controller.signal)).rejects.toMatchObject({ code: "model/cancelled" });
  });

  it("stops at once when it is cancelled amid the pause that it was asked for", async () => {
    const controller = new AbortController();
    const [body, headers] = limited(vendor, 60);
    const scope = call().reply(429, body, { ...headers });
    const asked = ask({}, controller.signal);
    await vi.waitFor(() => expect(scope.isDone()).toBe(true));
    setTimeout(() => controller.abort(), 50);
    await expect(asked).rejects.toMatchObject({ code: "model/cancelled" });
  });
});
