import type { JsonObject } from "./json.ts";

export interface ModelQuestion {
  /** Who the model is and what it must do; ours alone. */
  readonly system: string;
  /** The task, with foreign text fenced as data. */
  readonly task: string;
  /** Name and JSON schema of the one answer that counts. */
  readonly answer: { readonly name: string; readonly schema: JsonObject };
  readonly maxTokens: number;
}

export interface ModelAnswer {
  /** What the model filled in: still foreign, to be parsed. */
  readonly value: unknown;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/**
 * One question, one structured answer; no tools, no memory. Throws `model/refused`, `model/truncated`, `model/no-answer`,
 * `model/unauthorised`, `model/unavailable` or `model/cancelled`.
 */
export interface Model {
  ask(question: ModelQuestion, signal: AbortSignal): Promise<ModelAnswer>;
}
