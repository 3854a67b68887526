import type { ChangeDocument, OutputChange, ResourceChange } from "../core/change-document.ts";
import { canonicalJson, isJsonObject, type Json } from "../core/json.ts";
import { code, fence, inline } from "./escape.ts";

/** `2 to create, 1 to replace`, or that nothing changes. */
export function countChanges({ resources, outputs }: ChangeDocument): string {
  const counts = new Map<string, number>();
  for (const { actions } of resources) counts.set(verbOf(actions), (counts.get(verbOf(actions)) ?? 0) + 1);
  const parts = VERBS.flatMap((verb) => (counts.has(verb) ? [`${counts.get(verb)} to ${verb}`] : []));
  const moved = outputs.filter(({ actions }) => verbOf(actions) !== "keep").length;
  if (moved > 0) parts.push(moved === 1 ? "1 output changes" : `${moved} outputs change`);
  return parts.length === 0 ? "no changes" : parts.join(", ");
}

const VERBS = ["create", "update", "replace", "destroy", "forget", "read"] as const;
type Verb = (typeof VERBS)[number] | "keep";

/** What happens to a resource, in one verb. */
function verbOf(actions: ResourceChange["actions"]): Verb {
  if (actions.includes("delete")) return actions.includes("create") ? "replace" : "destroy";
  if (actions.includes("forget")) return "forget";
  const only = actions[0];
  return only === undefined || only === "no-op" || only === "delete" ? "keep" : only;
}

/** The table of changes, a row a resource; names are foreign text and are escaped. */
export function changeTable(document: ChangeDocument): string {
  const rows = changing(document).map(
    (change) => `| ${verbOf(change.actions)} | ${code(change.address)} | ${notesOf(change).join(", ")} |`,
  );
  if (rows.length === 0) return "No resource changes.";
  return ["| Action | Resource | Note |", "| --- | --- | --- |", ...rows].join("\n");
}

/** Every changed attribute of every resource and output, before and after; sensitive values are masked. */
export function changeDetails(document: ChangeDocument): string {
  const resources = changing(document).map((change) => block(change.address, change));
  const outputs = document.outputs
    .filter(({ actions }) => verbOf(actions) !== "keep")
    .map((output) => block(`output.${output.name}`, output));
  return [...resources, ...outputs].join("\n\n");
}

function changing({ resources }: ChangeDocument): readonly ResourceChange[] {
  return resources.filter((change) => verbOf(change.actions) !== "keep" || notesOf(change).length > 0);
}

function notesOf(change: ResourceChange): readonly string[] {
  const { previousAddress, importId, replacePaths } = change;
  return [
    ...(previousAddress === undefined ? [] : [`moved from ${code(previousAddress)}`]),
    ...(importId === undefined ? [] : [`imported as ${code(importId)}`]),
    ...(replacePaths.length === 0 ? [] : [`because of ${replacePaths.map(code).join(", ")}`]),
  ];
}

type Changed = Pick<ResourceChange | OutputChange, "actions" | "before" | "after" | "unknown" | "sensitive">;

function block(title: string, change: Changed): string {
  const lines = changedLines({ ...change, path: "" });
  return `**${verbOf(change.actions)}** ${inline(title)}\n\n${fence(lines.join("\n"), "diff")}`;
}

interface Place {
  readonly path: string;
  readonly before: Json;
  readonly after: Json;
  readonly unknown: Json;
  readonly sensitive: Json;
}

function changedLines(place: Place): readonly string[] {
  const { path, before, after, unknown, sensitive } = place;
  if (sensitive === true || unknown === true) return leaf(place);
  const names = memberNames([before, after, unknown]);
  if (names === null) return canonicalJson(before) === canonicalJson(after) ? [] : leaf(place);
  return names.flatMap((name) =>
    changedLines({
      path: path === "" ? name : `${path}.${name}`,
      before: member(before, name),
      after: member(after, name),
      unknown: member(unknown, name),
      sensitive: member(sensitive, name),
    }),
  );
}

function leaf({ path, before, after, unknown, sensitive }: Place): readonly string[] {
  const shown = (value: Json) => (sensitive === true ? "(sensitive)" : canonicalJson(value));
  const at = path === "" ? "" : `${path} = `;
  const removed = before === null ? [] : [`- ${at}${shown(before)}`];
  const next = unknown === true ? "(known after apply)" : shown(after);
  return [...removed, ...(after === null && unknown !== true ? [] : [`+ ${at}${next}`])];
}

/** Member names of values that are all objects, or all arrays, or absent; null where there is nothing to descend into. */
function memberNames(values: readonly Json[]): readonly string[] | null {
  const [before, after] = values;
  const holders = [before, after].filter((value) => value !== null && value !== undefined);
  if (holders.length === 0 || !holders.every((value) => Array.isArray(value) || isJsonObject(value)))
    return null;
  if (holders.some(Array.isArray) && !holders.every(Array.isArray)) return null;
  const parts = values.filter((value) => Array.isArray(value) || isJsonObject(value));
  return [...new Set(parts.flatMap((value) => Object.keys(value ?? {})))].sort();
}

function member(value: Json, name: string): Json {
  if (Array.isArray(value)) return value[Number(name)] ?? null;
  // A mark on the whole is a mark on each of its parts.
  if (value === true) return true;
  return isJsonObject(value) ? (value[name] ?? null) : null;
}
