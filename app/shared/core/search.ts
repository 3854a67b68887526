import type { ResourceType } from "./catalogue.ts";

/** Characters of a request, from and up to. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Why a type belongs to a request. */
export type Reason =
  /** Words name it: where they stand in the request; none where its name is said in pieces, or a promise names it. */
  | { readonly kind: "named"; readonly at: readonly Span[] }
  /** An argument of another type takes it. */
  | { readonly kind: "needed"; readonly by: string; readonly path: string }
  /** It usually stands beside another; null where it stands in nearly every stack. */
  | { readonly kind: "usual"; readonly by: string | null };

export interface RetrievedType {
  readonly type: ResourceType;
  readonly reason: Reason;
  /** 0 to 1. */
  readonly score: number;
  /** The type as a prompt gets it. */
  readonly text: string;
}

export interface SearchLimits {
  /** Of all descriptions together. */
  readonly tokens: number;
  readonly types: number;
  /** Local name of the provider that is meant where the request names no cloud; unless given, the one of most that is present, else `aws`. */
  readonly provider?: string;
  /** Types that the stack has already: what the request changes is one of them. `data.` stands before a data source. */
  readonly present?: readonly string[];
  /** Types that belong to the request whatever its words are: those of its promises. */
  readonly promised?: readonly string[];
}

export interface Search {
  /** The types that belong to a request, most surely first, within both limits. */
  retrieve(request: string, limits: SearchLimits): RetrievedType[];
}

/** What a model reads with care; of a longer catalogue it skims. */
export const AUTHOR_ROOM = { types: 40, tokens: 12_000 } as const;
