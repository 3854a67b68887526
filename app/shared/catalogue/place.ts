import type { Shape } from "../core/catalogue.ts";
import type { Value } from "../core/value.ts";
import type { Problem } from "./problem.ts";

/** A value in the shape that the provider wants, and what could not be brought into it. */
export interface Conformed {
  readonly value: Value;
  readonly problems: readonly Problem[];
}

/** What a reference yields, null where that cannot be known here. */
export type Classify = (reference: string) => Shape | null;

/** Where a value stands, and what is known of what it may refer to. */
export interface Place {
  readonly path: string;
  /** Type of the resource: `aws_db_instance`. */
  readonly type: string;
  readonly classify: Classify;
}
