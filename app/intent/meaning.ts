import type { Json } from "#shared/core/json.ts";
import type { Token } from "./tokens.ts";

/** What a phrase of the vocabulary can stand for. */
export type Meaning =
  | { readonly is: "kind"; readonly kind: string }
  | { readonly is: "verb"; readonly verb: "create" | "change" | "remove" }
  /** `isDenied`: only where it is turned round: "nobody may see it". */
  | {
      readonly is: "value";
      readonly kind: string;
      readonly attribute: string;
      readonly value: Json;
      readonly isDenied?: true;
    }
  | {
      readonly is: "announcement";
      readonly kind: string;
      readonly attribute: string;
      readonly soft: boolean;
      readonly takesWord: boolean;
    }
  | { readonly is: "unit"; readonly dimension: "duration" | "size"; readonly factor: number }
  | { readonly is: "amount"; readonly value: number }
  | { readonly is: "qualifier"; readonly value: string }
  | { readonly is: "article"; readonly indefinite: boolean }
  | { readonly is: "no" | "or" | "off" | "named" | "for" | "reason" | "than" | "glue" | "filler" };

/** A stretch of the request: a phrase of the vocabulary with its meanings, or one token that has none. */
export interface Mark {
  readonly tokens: readonly Token[];
  readonly meanings: readonly Meaning[];
  /** A value taken as it stands: the name after "called", the key after "partition key". */
  readonly taken?: string;
}

export function textOf(mark: Mark): string {
  return mark.tokens.map((token) => token.text).join(" ");
}

/** As it was written, in small letters; empty where there is no mark. */
export function lowerTextOf(mark: Mark | undefined): string {
  return mark === undefined ? "" : textOf(mark).toLowerCase();
}

/** Its first word in small letters; empty where there is no mark. */
export function lowerOf(mark: Mark | undefined): string {
  return mark?.tokens[0]?.lower ?? "";
}

export function isNumber(mark: Mark | undefined): boolean {
  return mark?.tokens[0]?.form === "number";
}

export function isA<Is extends Meaning["is"]>(mark: Mark | undefined, is: Is): boolean {
  return mark?.meanings.some((meaning) => meaning.is === is) ?? false;
}

/** The meaning of this sort, where the mark has it. */
export function meaningOf<Is extends Meaning["is"]>(
  mark: Mark | undefined,
  is: Is,
): Extract<Meaning, { is: Is }> | null {
  const found = mark?.meanings.find((meaning) => meaning.is === is);
  return (found as Extract<Meaning, { is: Is }> | undefined) ?? null;
}
