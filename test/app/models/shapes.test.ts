import nock from "nock";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { ModelFailure, ModelVendor } from "#shared/core/model.ts";
import { modelFor } from "../../../app/models/model-for.ts";
import { choiceOf, WIRES } from "../../support/models/wires.ts";

const QUESTION = {
  ...{ system: "You author.", task: "a bucket", maxTokens: 100 },
  answer: { name: "typed_change", schema: { type: "object" }, shape: z.strictObject({ stack: z.string() }) },
};

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
afterEach(() => nock.cleanAll());

/** The recorded answer of a wire with one member said otherwise. */
function answered(vendor: ModelVendor, member: string, value: unknown): object {
  const said = JSON.stringify(WIRES[vendor].answer({ stack: "app" }));
  const changed = JSON.parse(said, (name, old: unknown) => (name === member ? value : old)) as object;
  if (JSON.stringify(changed) === said) throw new Error(`${vendor} says nothing of ${member}`);
  return changed;
}

const error = (code: string) => ({
  error: { message: "no", type: "invalid_request_error", param: null, code },
});
const GOOGLES = ["google", "google-genai"] as const;

type Row = [ModelVendor, what: string, status: number, body: object, ModelFailure, calls: number];
const ROWS: Row[] = [
  [
    "anthropic",
    "a full window",
    200,
    answered("anthropic", "stop_reason", "model_context_window_exceeded"),
    "truncated",
    1,
  ],
  ["anthropic", "an answer that is no tool's", 200, answered("anthropic", "content", []), "malformed", 2],
  ["anthropic", "an empty account by its status", 402, WIRES.anthropic.failed(402), "over-budget", 1],
  ["openai", "a filtered answer", 200, answered("openai", "finish_reason", "content_filter"), "refused", 1],
  ["openai", "a filtered question", 400, error("content_filter"), "refused", 1],
  ["openai", "a limit of its bill", 400, error("billing_hard_limit_reached"), "over-budget", 1],
  ["compatible", "no choices", 200, answered("compatible", "choices", []), "malformed", 2],
  ...GOOGLES.flatMap((vendor): Row[] => [
    [vendor, "an unsafe answer", 200, answered(vendor, "finishReason", "SAFETY"), "refused", 1],
    [vendor, "a recitation", 200, answered(vendor, "finishReason", "RECITATION"), "refused", 1],
    [vendor, "no candidates", 200, answered(vendor, "candidates", []), "malformed", 2],
    [
      vendor,
      "thoughts alone",
      200,
      answered(vendor, "parts", [{ text: "{}", thought: true }]),
      "malformed",
      2,
    ],
  ]),
];

describe("what a vendor may say instead of an answer", () => {
  it.each(ROWS)("is one failure: %s, %s", async (vendor, _, status, body, failure, calls) => {
    let asked = 0;
    nock(WIRES[vendor].host)
      .post(WIRES[vendor].path)
      .times(4)
      .reply(() => {
        asked += 1;
        return [status, body];
      });
    const asking = modelFor(choiceOf(vendor), { pauseMs: 1 }).ask(QUESTION, new AbortController().signal);
    await expect(asking).rejects.toMatchObject({ code: `model/${failure}` });
    expect(asked).toBe(calls);
  });
});

describe("how long a vendor asks to wait", () => {
  it.each([
    ["header alone", "3600", {}, 1],
    ["header and body", "1", { details: [{ retryDelay: "3600s" }] }, 1],
    ["a header that has passed", "0", {}, 2],
  ])("is read of google-genai from %s", async (_, header, more, calls) => {
    let asked = 0;
    nock(WIRES["google-genai"].host)
      .post(WIRES["google-genai"].path)
      .times(4)
      .reply(() => {
        asked += 1;
        return [429, { error: { code: 429, message: "later", ...more } }, { "retry-after": header }];
      });
    const asking = modelFor(choiceOf("google-genai")).ask(QUESTION, new AbortController().signal);
    await expect(asking).rejects.toMatchObject({ code: "model/rate-limited" });
    expect(asked).toBe(calls);
  });
});
