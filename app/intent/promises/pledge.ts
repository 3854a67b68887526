import type { Json } from "#shared/core/json.ts";

/** What an asked attribute promises, known without seeing any change. */
export interface Pledge {
  readonly attribute: string;
  /** The type that shows it: the thing itself, or a companion that refers to it. */
  readonly type: string;
  /** Empty where it is the companions themselves that are promised. */
  readonly path: string;
  /** What the attribute's value is called at the path; where this is given, other values promise nothing. */
  readonly values?: Readonly<Record<string, Json>>;
  /** `many`: at least so many of the type; several attributes that count the same type add up. `exists`: there is one of the type; `holds`: for each value, one of the type has it. */
  readonly kind?: "equals" | "at-least" | "at-most" | "many" | "exists" | "holds";
  /** The companion bears the thing's name, and does not refer to it. */
  readonly named?: boolean;
  /** What the companion's name has behind the thing's. */
  readonly suffix?: string;
  /** The unit in which the provider counts, and the text around it: 14 days are `P14D`. */
  readonly written?: { readonly by?: number; readonly before?: string; readonly after?: string };
}

/** What may be promised about a kind, and what may change with it. */
export interface Pledges {
  readonly kind: string;
  readonly type: string;
  readonly pledges: readonly Pledge[];
  /** Types that belong to it and refer to it. */
  readonly companions: readonly string[];
  /** Types that belong to it and refer to its companions only. */
  readonly farCompanions?: readonly string[];
}
