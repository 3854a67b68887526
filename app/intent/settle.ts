import { settleAllowed } from "./assume.ts";
import { type Known, nameKey, terraformName } from "./existing.ts";
import type { Frame, Reading } from "./reading.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { rulesOf } from "./rules.ts";
import type { Settled } from "./settled.ts";
import { nearestNames } from "./unused.ts";
import { verbOf } from "./verbs.ts";

/** One thing settled: new, changed or removed, under which name; refuses what the stack does not have, has already, or cannot be told apart. */
export function settle(reading: Reading, frame: Frame, known: readonly Known[]): Settled | Refusal {
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
