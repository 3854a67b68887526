import type { Json } from "#shared/core/json.ts";
import { joiningAssumptions, settleAllowed, spellingAssumptions } from "./assume.ts";
import { type Known, nameKey, terraformName } from "./existing.ts";
import { findGaps, type Question } from "./gaps.ts";
import type { Frame, Reading } from "./reading.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { rulesOf } from "./rules.ts";
import type { Settled } from "./settled.ts";
import type { Understanding } from "./understanding.ts";
import { bindingsOf, nearestNames } from "./unused.ts";
import { verbOf } from "./verbs.ts";

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

function settle(reading: Reading, frame: Frame, known: readonly Known[]): Settled | Refusal {
  const ofKind = known.filter(({ kind }) => kind.kind === frame.kind.kind);
  const name = nameOf(frame, ofKind);
  const found = ofKind.find((one) => nameKey(one.name) === nameKey(name));
  const verb = verbOf(reading, frame, found !== undefined);
  if (verb !== "create" && frame.names.length > 1) return severalNames(frame);
  if (verb !== "create" && found === undefined) return notFound(frame, name, ofKind);
  if (verb === "create" && found !== undefined) {
    return refuse(
      "intent/exists",
      `There is a ${frame.kind.nouns[0]} called ${found.name} already.`,
      `Say "the ${found.name} ${frame.kind.nouns[0]}" to change it, or give the new one another name.`,
    );
  }
  if (verb === "remove" && isDescribed(frame)) return describedAndRemoved(frame, name);
  const { values } = rulesOf(frame);
  const allowed = settleAllowed(frame, { ...frame.values, ...values }, reading.cloud);
  return {
    frame,
    verb,
    name: found?.name ?? terraformName(name),
    attributes: verb === "remove" ? {} : allowed.attributes,
    assumptions: [...allowed.assumptions, ...unnamed(frame, name), ...purposesOf(frame)],
  };
}

function nameOf(frame: Frame, ofKind: readonly Known[]): string {
  const said = frame.names[0] ?? frame.purposes[0];
  if (said !== undefined) return said;
  // "keep the bucket 90 days": the only one of its kind needs no name.
  const [only] = ofKind;
  if (only !== undefined && ofKind.length === 1 && frame.isDefinite && !frame.isIndefinite) return only.name;
  const { nameFrom = "" } = frame.kind;
  const source = frame.values[nameFrom];
  const choice = frame.kind.attributes[nameFrom];
  if (typeof source === "string" && choice?.type === "choice") return choice.values[source]?.[0] ?? "main";
  if (typeof source === "string" && choice?.type === "literal") return source;
  return "main";
}

/** What a thing is for, where it has a name besides. */
function purposesOf(frame: Frame): string[] {
  const unused = frame.names.length === 0 ? frame.purposes.slice(1) : frame.purposes;
  return unused.map((purpose) => `Taken as a remark: for ${purpose}.`);
}

function unnamed(frame: Frame, name: string): string[] {
  if (frame.names.length + frame.purposes.length > 0 || frame.isDefinite) return [];
  return [`The ${frame.kind.nouns[0]} was given no name: it is called ${terraformName(name)} in the stack.`];
}

function notFound(frame: Frame, name: string, ofKind: readonly Known[]): Refusal {
  const near = nearestNames(name.split(/[ _-]/), ofKind);
  const all = near.length > 0 ? near : ofKind.map((one) => one.name);
  const next =
    all.length > 0 ? `There is ${all.join(", ")}.` : `The stack has no ${frame.kind.nouns[0]} yet.`;
  return refuse(
    "intent/not-found",
    `The stack has no ${frame.kind.nouns[0]} called ${terraformName(name)}.`,
    next,
  );
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

function severalNames(frame: Frame): Refusal {
  const names = frame.names.map(terraformName).join(" or ");
  return refuse("intent/ambiguous", `Which ${frame.kind.nouns[0]} is meant: ${names}?`, "Name it once.");
}

/** Whoever removes a thing has nothing more to say of it: "delete the bucket after 90 days" is not understood as a removal. */
function isDescribed(frame: Frame): boolean {
  return frame.touched.size > 0 || frame.rules.length > 0 || Object.keys(frame.values).length > 0;
}

function describedAndRemoved(frame: Frame, name: string): Refusal {
  const said = [...new Set([...frame.touched, ...Object.keys(frame.values)])].join(", ");
  const message = `The ${frame.kind.nouns[0]} ${terraformName(name)} cannot be removed and have its ${said} set.`;
  return refuse("intent/contradiction", message, "Ask for one or the other.");
}
