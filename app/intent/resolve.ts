import type { Json } from "#shared/core/json.ts";
import { joiningAssumptions, spellingAssumptions } from "./assume.ts";
import type { Known } from "./existing.ts";
import { findGaps, type Question } from "./gaps.ts";
import type { Frame, Reading } from "./reading.ts";
import { refuse } from "./refusal.ts";
import { settle } from "./settle.ts";
import type { Settled } from "./settled.ts";
import type { Understanding } from "./understanding.ts";
import { bindingsOf } from "./unused.ts";

/** Turns the things that were found into wishes: new, changed or removed, by what the stack has and how they are spoken of. */
export function resolveWishes(reading: Reading, known: readonly Known[]): Understanding {
  const settled: Settled[] = [];
  for (const frame of reading.frames) {
    const result = settle(reading, frame, known);
    if ("code" in result) return result;
    settled.push(result);
  }
  const wanted = joinPlaces(settled);
  const pointless = wanted.find(
    ({ verb, attributes, frame }) => verb === "change" && isEmpty(attributes, frame),
  );
  if (pointless !== undefined) {
    return refuse(
      "intent/nothing-changes",
      `What should change about ${pointless.name}?`,
      `Say what it should be, such as "keep it 90 days".`,
    );
  }
  return conclude(reading, wanted);
}

function conclude(reading: Reading, settled: readonly Settled[]): Understanding {
  const wishes = settled.map(({ verb, frame, name, attributes }) => ({
    verb,
    kind: frame.kind.kind,
    name,
    attributes,
  }));
  const assumptions = [
    ...spellingAssumptions(reading),
    ...joiningAssumptions(reading),
    ...reading.reasons.map((reason) => `Taken as the reason, not as a wish: "${reason}".`),
    ...settled.flatMap((one) => one.assumptions),
    ...reading.remarks.map((remark) => `Not covered: "${remark}".`),
  ];
  const bindings = bindingsOf(reading);
  const open: Question[] = findGaps(settled, reading.cloud);
  if (open.length > 3) {
    return refuse(
      "intent/too-much-open",
      "More than three things are left open.",
      "Ask for one thing at a time.",
    );
  }
  if (open.length === 0) return { kind: "understood", wishes, assumptions, bindings };
  return {
    kind: "unclear",
    questions: open.map(({ number, text, default: suggestion }) => ({ number, text, default: suggestion })),
    draft: {
      wishes,
      assumptions,
      bindings,
      gaps: open.map(({ text: _, default: __, ...gap }) => gap),
    },
  };
}

/** "an instance in the core vpc": a thing that is only mentioned is the place of the others. */
function joinPlaces(settled: readonly Settled[]): Settled[] {
  const places = settled.filter(({ frame }) => frame.kind.kind === "network");
  const [place] = places;
  if (place === undefined || places.length > 1) return [...settled];
  const joined = settled.map((one) =>
    one.frame.kind.isIn === "network" && one.verb === "create"
      ? { ...one, attributes: { ...one.attributes, network: place.name } }
      : one,
  );
  const isMentioned = place.verb === "change" && isEmpty(place.attributes, place.frame) && settled.length > 1;
  return joined.filter((one) => one !== place || !isMentioned);
}

function isEmpty(attributes: Record<string, Json>, frame: Frame): boolean {
  return Object.keys(attributes).length === 0 && frame.announced.size === 0 && frame.rules.length === 0;
}
