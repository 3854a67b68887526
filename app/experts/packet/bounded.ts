import type { ResourceChange } from "#shared/core/change-document.ts";
import {
  canonicalJson,
  isJsonObject,
  type Json,
  type JsonObject,
  plainJson,
  plainText,
} from "#shared/core/json.ts";
import type { Packet } from "#shared/core/seat.ts";

/** Characters of JSON that a model is shown at most. */
const MOST = 200_000;
/** Of one resource, where not all fit in full. */
const SHOWN_PATHS = 12;

/**
 * What a model sees of a packet: all of it where it fits, else less in this order: no Terraform JSON, no resource that stays as it is, no
 * code, and of the largest changed resources only what changes. No changed resource is ever left out, and what was is said.
 */
export function bounded(packet: Packet, most = MOST): JsonObject {
  const whole = plainJson(packet);
  let view: JsonObject = isJsonObject(whole) ? whole : {};
  const leftOut: string[] = [];
  const steps: readonly [string, (view: JsonObject) => JsonObject][] = [
    ["the Terraform JSON", ({ terraform: _, ...rest }) => rest],
    ["resources that do not change", (one) => ({ ...one, document: changedOnly(packet) })],
    ["the code", ({ code: _, ...rest }) => rest],
    ["values of large resources", (one) => summarised(one, packet, most)],
  ];
  for (const [what, smaller] of steps) {
    if (sizeOf(view) <= most) break;
    view = smaller(view);
    leftOut.push(what);
  }
  return leftOut.length === 0 ? view : { ...view, leftOut };
}

function sizeOf(value: Json): number {
  return JSON.stringify(value).length;
}

function changedOnly({ document }: Packet): Json {
  const resources = document.resources.filter(({ actions }) => actions.some((action) => action !== "no-op"));
  return plainJson({ ...document, resources });
}

/** The largest first, until the rest fits in full. */
function summarised(view: JsonObject, packet: Packet, most: number): JsonObject {
  const { document } = view;
  if (!isJsonObject(document) || !Array.isArray(document.resources)) return view;
  const byAddress = new Map(packet.document.resources.map((one) => [one.address, one]));
  const sized = document.resources.map((one, at) => ({ one, at, size: sizeOf(one) }));
  let over = sizeOf(view) - most;
  const resources = [...document.resources];
  for (const { one, at, size } of sized.toSorted((a, b) => b.size - a.size)) {
    if (over <= 0) break;
    const known = isJsonObject(one) ? byAddress.get(plainText(one.address ?? "")) : undefined;
    if (known === undefined) continue;
    const summary = summaryOf(known);
    resources[at] = summary;
    over -= size - sizeOf(summary);
  }
  return { ...view, document: { ...document, resources } };
}

function summaryOf({ address, actions, before, after }: ResourceChange): JsonObject {
  const changed = changedPaths(before, after);
  const more = changed.length - SHOWN_PATHS;
  const paths = more > 0 ? [...changed.slice(0, SHOWN_PATHS), `and ${more} more`] : changed;
  return { address, actions: [...actions], changed: paths };
}

/** The attributes that differ, at the first level. */
function changedPaths(before: Json, after: Json): string[] {
  const [old, next] = [isJsonObject(before) ? before : {}, isJsonObject(after) ? after : {}];
  const names = [...new Set([...Object.keys(old), ...Object.keys(next)])];
  return names.filter((name) => canonicalJson(old[name] ?? null) !== canonicalJson(next[name] ?? null));
}
