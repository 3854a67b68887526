import type { Question } from "#shared/core/typed-change.ts";
import type { Wish } from "#shared/core/wish.ts";
import type { Port } from "./reading.ts";
import type { Refusal } from "./refusal.ts";

/** What a word of the request was used for. */
export interface Binding {
  readonly words: string;
  /** `bucket.expireDays`, `name`, `bucket`, `negation`, `reason`. */
  readonly as: string;
}

/** Where an answer goes: an attribute of a wish, or its name. */
export interface Gap {
  readonly number: number;
  readonly wish: number;
  readonly attribute: string;
  /** Ports that wait for a source, or sources that wait for ports. */
  readonly ports?: readonly Port[];
  readonly sources?: readonly string[];
}

/** A reading that lacks answers. */
interface Draft {
  readonly wishes: readonly Wish[];
  readonly gaps: readonly Gap[];
  readonly assumptions: readonly string[];
  readonly bindings: readonly Binding[];
}

export type Understanding =
  | {
      readonly kind: "understood";
      readonly wishes: readonly Wish[];
      readonly assumptions: readonly string[];
      readonly bindings: readonly Binding[];
    }
  | { readonly kind: "unclear"; readonly questions: readonly Question[]; readonly draft: Draft }
  | Refusal;
