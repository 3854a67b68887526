import type { Cloud } from "#shared/core/clouds.ts";
import type { Port } from "./reading.ts";
import { rulesOf } from "./rules.ts";
import type { Settled } from "./settled.ts";
import type { Gap } from "./understanding.ts";

export interface Question extends Gap {
  readonly text: string;
  readonly default: string;
}

interface Asked {
  readonly attribute: string;
  readonly ports?: readonly Port[];
  readonly sources?: readonly string[];
  readonly text: string;
  readonly default: string;
}

/** What has to be asked: announced without a value, needed by a new thing, ports without a source, two names. */
export function findGaps(settled: readonly Settled[], cloud: Cloud): Question[] {
  return settled
    .flatMap((one, wish) =>
      one.verb === "remove" ? [] : gapsOf(one, cloud).map((gap) => ({ ...gap, wish })),
    )
    .map((gap, at) => ({ ...gap, number: at + 1 }));
}

function gapsOf(one: Settled, cloud: Cloud): Asked[] {
  return [...nameGap(one), ...announcedGaps(one), ...neededGaps(one, cloud), ...ruleGaps(one)];
}

function nameGap({ frame, verb, name }: Settled): Asked[] {
  if (new Set(frame.names).size < 2 || verb !== "create") return [];
  return [{ attribute: "name", text: `Which is its name: ${frame.names.join(" or ")}?`, default: name }];
}

function announcedGaps({ frame, attributes }: Settled): Asked[] {
  return [...frame.announced].flatMap((name) => {
    const entry = frame.kind.attributes[name];
    if (entry === undefined || !("ask" in entry) || attributes[name] !== undefined || entry.type === "rules")
      return [];
    return [{ attribute: name, text: entry.ask, default: entry.suggestion }];
  });
}

function neededGaps({ frame, verb, attributes }: Settled, cloud: Cloud): Asked[] {
  if (verb !== "create") return [];
  return Object.entries(frame.kind.needs ?? {})
    .filter(([name]) => attributes[name] === undefined && !frame.announced.has(name))
    .filter(([, { clouds }]) => clouds?.includes(cloud) ?? true)
    .map(([name, need]) => ({ attribute: name, text: need.ask, default: need.suggestion }));
}

/** Ports need a source and sources need ports; "incoming traffic" alone needs both, and gets its source by default. */
function ruleGaps({ frame, attributes }: Settled): Asked[] {
  const entry = frame.kind.attributes.ingress;
  if (entry?.type !== "rules") return [];
  const { ports, sources } = rulesOf(frame).waiting;
  const askPort = { attribute: "port", text: entry.askPort, default: entry.suggestedPort };
  const isBare =
    frame.announced.has("ingress") && attributes.ingress === undefined && attributes.close === undefined;
  if (ports.length > 0) return [{ attribute: "source", text: entry.ask, default: entry.suggestion, ports }];
  if (sources.length > 0) return [{ ...askPort, sources }];
  return isBare ? [{ ...askPort, sources: [entry.suggestion] }] : [];
}
