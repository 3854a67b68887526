import type { ResourceChange } from "#shared/core/change-document.ts";
import { canonicalJson, isJsonObject, type Json, type JsonObject, plainText } from "#shared/core/json.ts";
import type { Packet } from "#shared/core/seat.ts";

/** Of one resource, where not all fit in full. */
const SHOWN_PATHS = 12;

/** Of the largest resources only what changes, one after another until so many characters are gone. */
export function summarised(view: JsonObject, packet: Packet, over: number): JsonObject {
  const { document } = view;
  if (!isJsonObject(document) || !Array.isArray(document.resources)) return view;
  const byAddress = new Map(packet.document.resources.map((one) => [one.address, one]));
  const sized = document.resources.map((one, at) => ({ one, at, size: JSON.stringify(one).length }));
  const resources = [...document.resources];
  let left = over;
  for (const { one, at, size } of sized.toSorted((a, b) => b.size - a.size)) {
    if (left <= 0) break;
    const known = isJsonObject(one) ? byAddress.get(plainText(one.address ?? "")) : undefined;
    if (known === undefined) continue;
    const summary = summaryOf(known);
    resources[at] = summary;
    left -= size - JSON.stringify(summary).length;
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
