import { z } from "zod";
import type { JsonObject } from "./json.ts";

/** Who can be asked. `google` is the SDK that Google has given up, `google-genai` its successor, `compatible` any server with OpenAI's interface. */
export const MODEL_VENDORS = ["anthropic", "openai", "google", "google-genai", "compatible"] as const;
export type ModelVendor = (typeof MODEL_VENDORS)[number];

/** Who has made a vendor's models: both ways to Google lead to the same ones. */
export function familyOf(vendor: ModelVendor): string {
  return vendor === "google-genai" ? "google" : vendor;
}

/** A model as settings name it: who has it and how he calls it; keys and addresses are the server's. */
export const ModelName = z.strictObject({
  vendor: z.enum(MODEL_VENDORS),
  model: z
    .string()
    .regex(
      /^(?!.*(?:\.\.|\/[./]|\/$))[A-Za-z0-9][A-Za-z0-9._:@/-]{0,127}$/,
      "a model as its vendor calls it",
    ),
});
export type ModelName = z.infer<typeof ModelName>;

/** One model and how it is reached: nothing of it is looked for anywhere else. */
export interface ModelChoice {
  readonly vendor: ModelVendor;
  readonly model: string;
  /** "" where a compatible server wants none. */
  readonly key: string;
  /** The vendor's own where absent; a compatible server has none. */
  readonly baseUrl?: string | undefined;
}

/** The value in the asked form, or what is wrong with it in few words. */
export type ReadAnswer<Value = unknown> = { readonly value: Value } | { readonly problem: string };

/** A shape, or a reader of its own for what was received: text, or the value that an SDK has read already. */
export type HeldTo<Value = unknown> =
  | { readonly shape: z.ZodType<Value> }
  | { read(said: unknown): ReadAnswer<Value> };

export interface ModelQuestion<Value = unknown> {
  /** Who the model is and what it must do; ours alone. */
  readonly system: string;
  /** The task, with foreign text fenced as data. */
  readonly task: string;
  /** The one answer that counts: its name, the JSON schema that the model gets, and what it is held to afterwards. */
  readonly answer: { readonly name: string; readonly schema: JsonObject } & HeldTo<Value>;
  readonly maxTokens: number;
}

/** Tokens of all calls that one answer took. */
export interface ModelUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the input, read from the vendor's cache. */
  readonly cachedTokens: number;
  /** Of the output, spent on thinking. */
  readonly reasoningTokens: number;
}

export interface ModelAnswer<Value = unknown> extends ModelUsage {
  /** What the model filled in; it has the asked shape, and what it means is still foreign. */
  readonly value: Value;
  /** The whole answer as it was received, in text. */
  readonly said: string;
  /** As the vendor names what has answered; null where it gives no name. */
  readonly model: string | null;
  readonly requestId: string | null;
}

/** Every way in which a model can fail; the error's code is `model/<failure>`. */
export const ModelFailure = z.enum([
  "timeout",
  "rate-limited",
  "refused",
  "truncated",
  "malformed",
  "unavailable",
  "over-budget",
]);
export type ModelFailure = z.infer<typeof ModelFailure>;

/** One question, one structured answer; no tools, no memory. Throws `model/<ModelFailure>`, or `model/cancelled` when the caller has aborted. */
export interface Model {
  ask<Value>(question: ModelQuestion<Value>, signal: AbortSignal): Promise<ModelAnswer<Value>>;
}

/** How the server reaches a vendor; one that it has no key for is absent. */
export type Vendors = Readonly<Partial<Record<ModelVendor, Pick<ModelChoice, "key" | "baseUrl">>>>;
