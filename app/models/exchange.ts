import { setTimeout } from "node:timers/promises";
import { PipelineError } from "#shared/core/error.ts";
import { plainText } from "#shared/core/json.ts";
import type { Model, ModelAnswer, ModelQuestion, ModelUsage } from "#shared/core/model.ts";
import type { Purse } from "#shared/core/purse.ts";
import { isPassing, modelCancelled, modelFailed, troubleFailed, troubleIn } from "./failure.ts";
import { paying } from "./paying.ts";
import type { Price } from "./price-of.ts";
import { readAnswer } from "./read-answer.ts";
import type { Reply, Trouble, Vendor } from "./vendor.ts";

export interface Patience {
  /** Milliseconds for the whole question, further calls and pauses included. */
  readonly timeoutMs?: number;
  /** Before the one further try, where the vendor does not say how long. */
  readonly pauseMs?: number;
  /** Who pays for each call, and at which price; nobody counts where it is absent. */
  readonly payment?: { readonly purse: Purse; readonly price: Price };
}

interface Exchange {
  readonly vendor: Vendor;
  readonly caller: AbortSignal;
  /** The caller's abort or the end of the time. */
  readonly signal: AbortSignal;
  readonly until: number;
  readonly pauseMs: number;
  retries: number;
}

/**
 * A vendor behind the model port: one further try where that may help and the vendor's own pause fits into the time, one further
 * question when the answer has not the asked shape, none after a refusal.
 */
export function modelBehind(hand: Vendor, { timeoutMs = 120_000, pauseMs = 1000, payment }: Patience): Model {
  const reached: Vendor = {
    send: async (question, signal) => named(await hand.send(question, signal)),
    troubleOf: (error) => troubleIn(error, hand.troubleOf),
  };
  const vendor = payment === undefined ? reached : paying(reached, payment);
  return {
    async ask(question, caller) {
      const signal = AbortSignal.any([caller, AbortSignal.timeout(timeoutMs)]);
      const until = performance.now() + timeoutMs;
      const exchange: Exchange = { vendor, caller, signal, until, pauseMs, retries: 1 };
      const first = await answered(question, exchange);
      const read = readAnswer(first.said, question.answer);
      if ("value" in read) return answerOf(read.value, [first]);
      const second = await answered(askedAgain(question, read.problem), exchange);
      const again = readAnswer(second.said, question.answer);
      if ("value" in again) return answerOf(again.value, [first, second]);
      throw modelFailed("malformed", {
        details: { problem: again.problem, ...told(second), ...sumOf([first, second]) },
      });
    },
  };
}

/** Characters of a name that a vendor gives to a model or to an answer; what is longer, or has others, is none. */
const NAME = /^[\w.:@/-]{1,200}$/;

function named(reply: Reply): Reply {
  const { model, requestId } = reply;
  return {
    ...reply,
    model: isName(model) ? model : null,
    requestId: isName(requestId) ? requestId : null,
  };
}

function isName(text: string | null): boolean {
  return text !== null && NAME.test(text);
}

async function answered(question: ModelQuestion, exchange: Exchange): Promise<Reply> {
  const reply = await called(question, exchange);
  if (reply.ended === "answered") return reply;
  throw modelFailed(reply.ended, { details: { ...told(reply), ...reply.usage } });
}

async function called(question: ModelQuestion, exchange: Exchange): Promise<Reply> {
  const { vendor, signal } = exchange;
  for (;;) {
    try {
      signal.throwIfAborted();
      return await vendor.send(question, signal);
    } catch (error) {
      if (error instanceof PipelineError) throw error;
      if (signal.aborted) throw stopped(exchange, error);
      await pauseAfter(vendor.troubleOf(error), exchange);
    }
  }
}

/** Waits before the one further try; throws where there is none, or no time for it. */
async function pauseAfter(trouble: Trouble, exchange: Exchange): Promise<void> {
  const pause = trouble.retryAfterMs ?? exchange.pauseMs;
  const isWorthIt = isPassing(trouble) && exchange.retries > 0 && pause < exchange.until - performance.now();
  if (!isWorthIt) throw troubleFailed(trouble);
  exchange.retries -= 1;
  await setTimeout(pause, undefined, { signal: exchange.signal }).catch((cause: unknown) => {
    throw stopped(exchange, cause);
  });
}

/** The caller's own time-out is a time-out too; any other abort of the caller is his wish. */
function stopped({ caller }: Exchange, cause: unknown): PipelineError {
  const isWish = caller.aborted && !(caller.reason instanceof Error && caller.reason.name === "TimeoutError");
  return isWish ? modelCancelled(cause) : modelFailed("timeout", { cause });
}

function askedAgain<Value>(question: ModelQuestion<Value>, problem: string): ModelQuestion<Value> {
  const said = `<problem>\nYour last answer had not the asked form: ${problem}\n</problem>`;
  return { ...question, task: `${question.task}\n${said}` };
}

function answerOf<Value>(value: Value, replies: readonly [Reply, ...Reply[]]): ModelAnswer<Value> {
  const last = replies.at(-1) ?? replies[0];
  return { value, model: last.model, ...told(last), ...sumOf(replies) };
}

/** The answer as it was received, for whoever keeps it, and its number at the vendor. */
function told({ said, requestId }: Reply) {
  return { said: plainText(said), requestId };
}

function sumOf(replies: readonly Reply[]) {
  const sum = (count: keyof ModelUsage) => replies.reduce((total, { usage }) => total + usage[count], 0);
  return {
    inputTokens: sum("inputTokens"),
    outputTokens: sum("outputTokens"),
    cachedTokens: sum("cachedTokens"),
    reasoningTokens: sum("reasoningTokens"),
  };
}
