import { type Json, type JsonObject, plainJson } from "#shared/core/json.ts";
import type { Packet } from "#shared/core/seat.ts";
import { fenced } from "./fenced.ts";
import { withoutDetail, withoutSmallFindings, withoutStanding } from "./left-out.ts";
import { summarised } from "./summarised.ts";

/** Characters of JSON, as it is written for a model, that it is shown at most. */
const MOST = 200_000;

type View = JsonObject;
type Step = readonly [what: string, smaller: (view: View, packet: Packet, over: number) => View];

const STEPS: readonly Step[] = [
  ["resources that do not change", withoutStanding],
  ["the code", ({ code: _, ...rest }) => rest],
  ["the Terraform JSON", ({ terraform: _, ...rest }) => rest],
  ["findings below high, but for their number", withoutSmallFindings],
  ["values of large resources", summarised],
  ["which attributes change", withoutDetail],
];

/**
 * What a model sees of a packet: all of it where it fits, else what matters least is left out until it does, and what was is said. No
 * changed resource is ever left out, no finding from high on, and nothing of request and contract; null where even so it does not fit.
 */
export function bounded(packet: Packet, most = MOST): JsonObject | null {
  let view = plainJson(packet) as View;
  const leftOut: string[] = [];
  for (const [what, smaller] of STEPS) {
    if (sizeOf(told(view, leftOut)) <= most) break;
    leftOut.push(what);
    view = smaller(view, packet, sizeOf(told(view, leftOut)) - most);
  }
  const shown = told(view, leftOut);
  return sizeOf(shown) <= most ? shown : null;
}

function told(view: View, leftOut: readonly string[]): View {
  return leftOut.length === 0 ? view : { ...view, leftOut: [...leftOut] };
}

function sizeOf(value: Json): number {
  return fenced(value).length;
}
