import { describe, expect, it } from "vitest";
import { z } from "zod";
import { PipelineError } from "#shared/core/error.ts";
import type { Settlement } from "#shared/core/purse.ts";
import { modelBehind } from "../../../app/models/exchange.ts";
import { costOf, priceOf, worstCase } from "../../../app/models/price-of.ts";
import type { Reply, Vendor } from "../../../app/models/vendor.ts";

const QUESTION = {
  ...{ system: "s".repeat(100), task: "t".repeat(100), maxTokens: 1000 },
  answer: { name: "a", schema: {}, shape: z.object({ ok: z.boolean() }) },
};
const usage = { inputTokens: 300, outputTokens: 50, cachedTokens: 100, reasoningTokens: 0 };
const price = { input: 2, cached: 1, output: 10 };
const reply = (said: unknown): Reply => ({ ended: "answered", said, model: "m", requestId: null, usage });
const never = new AbortController().signal;

describe("the price of a model", () => {
  it.each([
    ["anthropic", "claude-opus-4-5-20251101", 5, 25],
    ["anthropic", "claude-opus-4-1", 15, 75],
    ["anthropic", "claude-sonnet-4-5", 3, 15],
    ["google", "gemini-2.5-pro", 1.25, 10],
    ["openai", "gpt-5-mini-2025-08-07", 0.25, 2],
    ["openai", "gpt-5", 1.25, 10],
    ["google-genai", "gemini-2.5-flash-lite", 0.1, 0.4],
    ["google", "gemini-2.5-flash", 0.3, 2.5],
  ] as const)("of %s/%s is in the table", (vendor, model, input, output) => {
    expect(priceOf({ vendor, model })).toMatchObject({ input, output });
  });

  it("of one that nobody knows is the dearest of its vendor", () => {
    for (const model of ["gpt-9", "gpt-5-pro", "gpt-5.9", "gpt-5.2-promo", "x-gpt-5"])
      expect(priceOf({ vendor: "openai", model })).toMatchObject({ input: 30, output: 180 });
    expect(priceOf({ vendor: "anthropic", model: "claude-sonnet-6" }).output).toBe(75);
  });

  it("of a server of one's own is nothing", () => {
    expect(priceOf({ vendor: "compatible", model: "llama" })).toEqual({ input: 0, cached: 0, output: 0 });
  });

  it.each([
    ["a short question", { inputTokens: 200_000 }, 0, 0.2 * 2 + 0.05 * 1 + 0.001 * 10 - 0.05 * 2],
    ["a long one", { inputTokens: 200_001 }, 0, 0.150_001 * 4 + 0.05 * 3 + 0.001 * 20],
    ["one that is kept", {}, 50, (150 * 2 + 50 * 2.5) / 1e6 + 0.05 * 1 + 0.001 * 10],
  ])("of %s is what it took", (_, tokens, written, dollars) => {
    const rates = { ...price, written: 2.5, long: { over: 200_000, input: 4, cached: 3, output: 20 } };
    const took = { inputTokens: 50_200, cachedTokens: 50_000, outputTokens: 1000, reasoningTokens: 0 };
    expect(costOf({ ...took, ...tokens }, rates, written)).toBeCloseTo(dollars, 12);
  });

  it("at worst is the dearest of all that may be", () => {
    const rates = { ...price, written: 2.5, long: { over: 200_000, input: 4, cached: 3, output: 20 } };
    expect(worstCase(QUESTION, rates)).toBeCloseTo((102 * 4 + 1000 * 20) / 1e6, 12);
    expect(worstCase(QUESTION, { ...price, written: 2.5 })).toBeCloseTo((102 * 2.5 + 1000 * 10) / 1e6, 12);
  });

  it("is taken by token, cached ones for less, and at worst by letters, other bytes and the whole answer", () => {
    expect(costOf(usage, price)).toBeCloseTo((200 * 2 + 100 * 1 + 50 * 10) / 1e6, 12);
    expect(worstCase(QUESTION, price)).toBeCloseTo((102 * 2 + 1000 * 10) / 1e6, 12);
  });
});

describe("a model that is paid for", () => {
  const bill: (Settlement | number)[] = [];
  const purse = {
    reserve(dollars: number) {
      bill.push(dollars);
      return { settle: (paid: Settlement) => bill.push(paid) };
    },
  };
  const ask = (vendor: Vendor) => {
    bill.length = 0;
    return modelBehind(vendor, { pauseMs: 1, payment: { purse, price } }).ask(QUESTION, never);
  };
  const failing = (status: number | null): Vendor => ({
    send: () => Promise.reject(new Error("no")),
    troubleOf: (cause) => ({ status, retryAfterMs: null, requestId: null, cause }),
  });

  it("is paid for each call, the further question too", async () => {
    const said = [{ wrong: 1 }, { ok: true }];
    await ask({ send: async () => reply(said.shift()), troubleOf: failing(null).troubleOf });
    const dollars = costOf(usage, price);
    expect(bill).toHaveLength(4);
    const paid = { dollars, usage, answeredAs: "m", requestId: null };
    expect([bill[1], bill[3]]).toEqual([paid, paid]);
    expect(Number(bill[2])).toBeGreaterThan(Number(bill[0]));
  });

  it.each([
    [400, "nothing"],
    [408, "unknown"],
    [409, "nothing"],
    [429, "nothing"],
    [500, "unknown"],
    [502, "unknown"],
    [503, "nothing"],
    [504, "unknown"],
    [529, "nothing"],
    [null, "unknown"],
  ] as const)("costs calls that end with %s as they may be billed", async (status, settled) => {
    await expect(ask(failing(status))).rejects.toThrow();
    const calls = status === 400 ? 1 : 2;
    expect(bill.filter((entry) => typeof entry !== "number")).toEqual(new Array(calls).fill(settled));
  });

  it.each([
    ["more than was put aside", { outputTokens: 100_000 }, "paid"],
    ["none", { inputTokens: 0, outputTokens: 0 }, "unknown"],
    ["one at least", { inputTokens: 1, outputTokens: 0 }, "paid"],
    ["fewer than none", { inputTokens: -1 }, "unknown"],
    ["half a one", { outputTokens: 0.5 }, "unknown"],
    ["no number", { cachedTokens: Number.NaN }, "unknown"],
  ])(
    "costs what its answer says it took, or the worst case where nobody can believe it: %s",
    async (_, said, wanted) => {
      const counted = { ...usage, ...said };
      const troubleOf = failing(null).troubleOf;
      await ask({ send: async () => ({ ...reply({ ok: true }), usage: counted }), troubleOf });
      const paid = { dollars: costOf(counted, price), usage: counted, answeredAs: "m", requestId: null };
      expect(bill[1]).toEqual(wanted === "paid" ? paid : "unknown");
    },
  );

  it.each([
    ["m-2026.11:x@1/y", "m-2026.11:x@1/y"],
    ["a".repeat(200), "a".repeat(200)],
    ["a".repeat(201), null],
    ["[m](https://example.com)", null],
    ["m\nm", null],
    ["", null],
  ])("keeps a name of the vendor's where it is one: %j", async (model, kept) => {
    const vendor = {
      ...failing(null),
      send: async () => ({ ...reply({ ok: true }), model, requestId: model }),
    };
    await ask(vendor);
    expect(bill[1]).toMatchObject({ answeredAs: kept, requestId: kept });
  });

  it("is not asked where nobody pays, and not tried again", async () => {
    let calls = 0;
    const vendor = { ...failing(null), send: () => Promise.resolve(reply(calls++)) };
    const broke = new PipelineError("model/over-budget", "no", { next: "" });
    const empty = {
      reserve: () => {
        throw broke;
      },
    };
    const model = modelBehind(vendor, { payment: { purse: empty, price } });
    await expect(model.ask(QUESTION, never)).rejects.toBe(broke);
    expect(calls).toBe(0);
  });
});
