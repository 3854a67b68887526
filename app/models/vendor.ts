import type { ModelQuestion, ModelUsage } from "#shared/core/model.ts";
import type { Trouble } from "./failure.ts";

/** What came back from one call. */
export interface Reply {
  readonly ended: "answered" | "refused" | "truncated";
  /** JSON text, or a value that the SDK has read already; null where nothing was said. */
  readonly said: unknown;
  readonly model: string;
  readonly requestId: string | null;
  readonly usage: ModelUsage;
}

/** One SDK: a call without any retry of its own, and how its errors read. */
export interface Vendor {
  send(question: ModelQuestion, signal: AbortSignal): Promise<Reply>;
  troubleOf(error: unknown): Trouble;
}
