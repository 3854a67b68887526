import type { Json } from "#shared/core/json.ts";
import type { Wish } from "#shared/core/wish.ts";
import type { Frame } from "./reading.ts";

/** What is being put together for one thing. */
export interface Settled {
  readonly frame: Frame;
  readonly verb: Wish["verb"];
  readonly name: string;
  readonly attributes: Record<string, Json>;
  readonly assumptions: readonly string[];
}
