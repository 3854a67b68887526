import type { ModelQuestion, ModelUsage } from "#shared/core/model.ts";

/** What came back from one call. */
export interface Reply {
  readonly ended: "answered" | "refused" | "truncated";
  /** JSON text, or a value that the SDK has read already; null where nothing was said. */
  readonly said: unknown;
  /** As the vendor names what has answered; null where it gives no name. */
  readonly model: string | null;
  readonly requestId: string | null;
  readonly usage: ModelUsage;
  /** Of the input, written into the vendor's cache, where that has a price of its own. */
  readonly writtenTokens?: number;
}

/** What an error of an SDK says, in terms that all vendors share. */
export interface Trouble {
  /** Of the HTTP answer; null: there was none, or it broke off. */
  readonly status: number | null;
  /** Milliseconds that the vendor asks to wait; null where it says nothing. */
  readonly retryAfterMs: number | null;
  readonly requestId: string | null;
  /** Where the vendor says more than its status: the account is empty, the question is not answered. */
  readonly means?: "over-budget" | "refused" | "truncated" | undefined;
  readonly cause: unknown;
}

/** One SDK: a call without any retry of its own, and how its errors read. */
export interface Vendor {
  send(question: ModelQuestion, signal: AbortSignal): Promise<Reply>;
  troubleOf(error: unknown): Trouble;
}
