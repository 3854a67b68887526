import type { Json } from "#shared/core/json.ts";

/** A phrase, the name it should give, and the attributes it should give; nothing more, nothing less. */
export type Phrase = readonly [text: string, name: string, attributes: Record<string, Json>];

export interface Paraphrases {
  readonly kind: string;
  readonly creates: readonly Phrase[];
  readonly changes: readonly Phrase[];
  readonly removes: readonly (readonly [text: string, name: string])[];
}
