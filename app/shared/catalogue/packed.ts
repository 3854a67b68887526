/** How the committed catalogue writes a shape. */
export type PackedShape = string | readonly [string, PackedShape] | { readonly [name: string]: PackedField };
/** A name that is the usual one is left out as 0. */
export type Name = string | 0;
/** Flags alone are those of text under its usual name, of which nothing more is known. */
export type PackedField = string | readonly [property: Name, shape: PackedShape, flags: string, more?: More];
/** Documentation, listed values, `[min, max]` of items and of a number; what is unknown is left out. */
export interface More {
  readonly d?: string;
  readonly v?: readonly string[];
  readonly i?: readonly [number, number | null];
  readonly n?: readonly [number | null, number | null];
}
/** A rule between arguments: its letter in RULES, and their paths. */
export type PackedRule = readonly [letter: string, ...paths: string[]];

/** A letter for each flag of a field that is set. */
export const FLAGS = {
  b: "isBlock",
  "1": "isSingle",
  r: "isRequired",
  c: "isComputed",
  o: "isOptionalComputed",
  s: "isSensitive",
  d: "isDeprecated",
  w: "isWriteOnly",
  n: "isForceNew",
  a: "isAnyCase",
} as const;

/** A letter for each kind of rule between arguments. */
export const RULES = { m: "at-most-one", x: "exactly-one", l: "at-least-one", r: "requires" } as const;
