import { describe, expect, it } from "vitest";
import { PipelineError } from "#shared/core/error.ts";
import type { BillLine } from "#shared/core/purse.ts";
import { billed } from "../../../../app/steps/circle/billed.ts";
import { orderFor, recordingHands } from "../../../support/recording-hands.ts";

const LINE: BillLine = {
  ...{ seat: "author", vendor: "openai", model: "m" },
  ...{ calls: 1, inputTokens: 3, outputTokens: 2, dollars: 0.25 },
  ...{ cachedTokens: 1, reasoningTokens: 0, answeredAs: ["m-1"], requestIds: ["r-1"] },
};
const refusal = new PipelineError("experts/objected", "It is open.", { next: "Close it.", details: ["a"] });

async function ended(work: () => Promise<string>, { bill = [LINE], isStopped = false } = {}) {
  const world = recordingHands();
  const order = orderFor(world, "/code a bucket");
  const signal = isStopped ? AbortSignal.abort() : new AbortController().signal;
  const result = await billed({ order, hands: world.hands, signal }, () => bill, work).catch(
    (error: unknown) => error,
  );
  return { result, comment: order.comment.id, effects: world.effects };
}
const failing = (error: Error) => () => Promise.reject(error);

describe("a request that models were paid for", () => {
  const fault = new Error("socket hang up");
  it.each<[what: string, work: () => Promise<string>, how: object, isCharged: boolean]>([
    ["is charged when it is done", async () => "done", {}, true],
    ["is charged when it is refused", failing(refusal), {}, true],
    ["is charged when it was stopped", failing(fault), { isStopped: true }, true],
    ["is not yet charged where a fault has it done again", failing(fault), {}, false],
    ["is not charged where nothing was paid", async () => "done", { bill: [] }, false],
  ])("%s", async (_, work, how, isCharged) => {
    const { comment, effects } = await ended(work, how);
    const paid = { comment, dollars: 0.25, lines: [LINE] };
    expect(effects).toEqual(isCharged ? [`ledger intake/paid ${JSON.stringify(paid)}`] : []);
  });

  it("says in a refusal what it cost, and keeps the rest of it", async () => {
    const { result } = await ended(failing(refusal));
    expect(result).toMatchObject({
      code: "experts/objected",
      message: "It is open. The models of this request cost $0.25.",
      next: "Close it.",
      details: ["a"],
    });
  });

  it.each([
    ["a refusal that cost nothing", failing(refusal), refusal],
    ["a result", async () => "done", "done"],
    ["a fault", failing(fault), fault],
  ])("leaves %s as it is", async (_, work, wanted) => {
    expect((await ended(work, { bill: [] })).result).toBe(wanted);
  });
});
