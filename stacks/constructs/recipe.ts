import type { Json } from "#shared/core/json.ts";

/**
 * A value of a recipe. Plain data is taken as it stands; objects with one of these keys are filled in:
 * `$wish` the asked attribute, else that of `or` (undefined ones leave their place out), `$case` a choice by an attribute's value, `$name` the
 * thing's name for the cloud, `$main` an attribute of the main resource, `$part` one of a sibling by its suffix, `$item` a field of
 * the element that a part is repeated for (its index is `index`), `$text` a text with such values in it, `$json` JSON text,
 * `$slice` a subnet's range cut from a larger one, `$region` where the stack lies, `$unique` the name with a digest that
 * nobody else's has, `$times` an asked number in the provider's unit, `$domain` the zone or the label of a domain name, `$image` a part
 * of an image's name.
 */
export type Draft = Json;

/** When a part is written: each attribute has this value; `"set"` stands for any but none, nought, false and empty. */
export type Condition = Readonly<Record<string, string | boolean>>;

export interface Part {
  readonly type: string;
  readonly mode?: "data";
  /** Added to the thing's name; the main resource has none. */
  readonly suffix?: string;
  readonly when?: Condition;
  /** Repeated for each element, or as many times as the number says; the pattern names each one. */
  readonly each?: string;
  readonly eachName?: readonly string[];
  /** The attribute whose elements say which of the repeated ones go. */
  readonly closedBy?: string;
  readonly arguments: { readonly [key: string]: Draft };
  /** Parts that have to be there first, although no argument names them. */
  readonly after?: readonly string[];
}

/** How a kind is written: its own resource first, then the companions that make it safe. */
export interface Recipe {
  readonly kind: string;
  readonly defaults: Readonly<Record<string, Json>>;
  /** What is said when the default of an attribute was taken. */
  readonly assumptions: Readonly<Record<string, string>>;
  /** Said about every new one. */
  readonly notes?: readonly string[];
  /** What holds on this cloud without being written: values of attributes that need no argument. */
  readonly inherent?: Readonly<Record<string, readonly Json[]>>;
  /** Least and most that the cloud takes. */
  readonly limits?: Readonly<Record<string, readonly [least: number, most: number]>>;
  readonly parts: readonly Part[];
}
