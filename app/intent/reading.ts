import type { Cloud } from "#shared/core/clouds.ts";
import type { Json } from "#shared/core/json.ts";
import type { Mark } from "./meaning.ts";
import type { Refusal } from "./refusal.ts";
import type { Kind } from "./vocabulary/entry.ts";

/** One thing the request speaks of: where its noun stands, what it is called, what is said about it. */
export interface Frame {
  readonly kind: Kind;
  /** Index of the mark with the noun. */
  readonly head: number;
  /** First mark of its noun phrase. */
  readonly start: number;
  readonly names: string[];
  /** What it is said to be for: its name where it has no other. */
  readonly purposes: string[];
  readonly isIndefinite: boolean;
  readonly isDefinite: boolean;
  readonly values: Record<string, Json>;
  /** Attributes that were announced, and may still lack their value. */
  readonly announced: Set<string>;
  /** Every attribute that a word of the request touched. */
  readonly touched: Set<string>;
  readonly rules: RuleItem[];
  /** The words that gave an attribute its value. */
  readonly said: Map<string, string>;
}

type Found = Pick<Frame, "kind" | "head" | "start"> & Partial<Frame>;

/** A thing that nothing is said about yet. */
export function frameOf(found: Found): Frame {
  return {
    names: [],
    purposes: [],
    isIndefinite: false,
    isDefinite: true,
    values: {},
    announced: new Set(),
    touched: new Set(),
    rules: [],
    said: new Map(),
    ...found,
  };
}

export type RuleItem =
  | { readonly is: "port"; readonly port: Port; readonly isNegated: boolean }
  | { readonly is: "source"; readonly source: string };

export interface Port {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

/** A request being read: its marks, what each was used for, and the things found. Filled from stage to stage, never handed out. */
export interface Reading {
  /** Where the stack lies. */
  readonly cloud: Cloud;
  readonly marks: readonly Mark[];
  /** What each mark was used for, by index; a mark without an entry is not understood. */
  readonly uses: Map<number, string>;
  readonly negated: Set<number>;
  readonly frames: Frame[];
  readonly reasons: string[];
  /** What was told besides, and nothing is done about. */
  readonly remarks: string[];
  /** What cannot be, or is said in two ways. */
  readonly objections: Refusal[];
}
