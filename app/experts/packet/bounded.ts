import { isJsonObject, type JsonObject, plainJson } from "#shared/core/json.ts";
import type { Packet } from "#shared/core/seat.ts";
import { fenced } from "./fenced.ts";
import { withoutDetail, withoutSmallFindings, withoutStanding } from "./left-out.ts";
import { summarised } from "./summarised.ts";

/** Characters of JSON, as it is written for a model, that it is shown at most. */
const MOST = 200_000;
/** At most so many say what one step has left out. */
const SAYING = 100;

type Step = readonly [what: string, smaller: (view: JsonObject, packet: Packet, over: number) => JsonObject];

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
  const whole = plainJson(packet);
  let shown = sized(isJsonObject(whole) ? whole : {});
  const leftOut: string[] = [];
  for (const [what, smaller] of STEPS) {
    if (shown.size <= most) break;
    const rest = smaller(shown.view, packet, shown.size - most + SAYING);
    const less = sized({ ...rest, leftOut: [...leftOut, what] });
    // Where there was nothing of it, saying so is all that would come of it.
    if (less.size >= shown.size) continue;
    leftOut.push(what);
    shown = less;
  }
  return shown.size <= most ? shown.view : null;
}

function sized(view: JsonObject): { readonly view: JsonObject; readonly size: number } {
  return { view, size: fenced(view).length };
}
