import type { Value } from "#shared/core/value.ts";
import EXCLUSIVES from "./knowledge/exclusive.json" with { type: "json" };
import SETTINGS from "./knowledge/settings.json" with { type: "json" };
import type { Draft } from "./sheet.ts";

const TABLE = new Map(
  Object.entries(SETTINGS as unknown as Record<string, Record<string, Value>>).map(
    ([type, settings]) => [type, new Map(Object.entries(settings))] as const,
  ),
);

const NONE: ReadonlyMap<string, Value> = new Map();

/** What is sensible for a type by dotted path; `data.` stands before a data source. `=>type.attribute` is a reference. */
export function settingsOf({ type, mode }: Pick<Draft, "type" | "mode">): ReadonlyMap<string, Value> {
  return TABLE.get(mode === "data" ? `data.${type}` : type) ?? NONE;
}

const EXCLUSIVE = EXCLUSIVES as unknown as Readonly<Record<string, readonly (readonly string[])[]>>;

/** Of arguments that exclude one another the said one stays, else the one that is known of the type; `null` in the table keeps one out. */
export function isExcluded(draft: Draft, path: string): boolean {
  if (draft.said.has(path)) return false;
  if (settingsOf(draft).get(path) === null) return true;
  const groups = (EXCLUSIVE[draft.type] ?? []).filter((group) => group.includes(path));
  return groups.some((group) => {
    const said = group.find((one) => draft.said.has(one));
    const kept = said ?? group.find((one) => settingsOf(draft).has(one)) ?? group[0];
    return kept !== path;
  });
}
