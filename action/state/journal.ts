import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "#shared/core/json.ts";
import { RunName } from "#shared/core/state-version.ts";
import { identityAttributes } from "./import-ids.ts";

/** What an apply intended for one resource, and how far it was seen to come. */
export const JournalEntry = z.strictObject({
  address: z.string(),
  type: z.string(),
  action: z.enum(["create", "import", "update", "delete", "replace"]),
  /** What the plan knew of the attributes that name it in the cloud. */
  identity: z.record(z.string(), z.string()),
  progress: z.enum(["planned", "started", "completed", "errored"]),
  /** The cloud's id, once the provider said it. */
  id: z.string().nullable(),
});
export type JournalEntry = Readonly<z.infer<typeof JournalEntry>>;

/** Kept beside the state, sealed: after a kill it says what may exist that the state does not know. */
export const Journal = z.strictObject({
  version: z.literal(1),
  run: RunName,
  entries: z.array(JournalEntry),
});
export type Journal = Readonly<z.infer<typeof Journal>>;

/** The journal before the first resource is touched: everything that the plan (`terraform show -json`) will do. */
export function journalFromPlan(plan: Json, run: RunName): Journal {
  const changes = isJsonObject(plan) && Array.isArray(plan.resource_changes) ? plan.resource_changes : [];
  return { version: 1, run, entries: changes.filter(isJsonObject).flatMap(plannedEntry) };
}

function plannedEntry(resource: JsonObject): JournalEntry[] {
  const change = isJsonObject(resource.change) ? resource.change : {};
  const importing = isJsonObject(change.importing) ? change.importing.id : null;
  const id = typeof importing === "string" ? importing : null;
  // What a recovery imports exists already: should it die as well, the next one has to bring it in.
  const action = id === null ? actionOf(Array.isArray(change.actions) ? change.actions : []) : "import";
  const { address, type, mode } = resource;
  if (action === null || mode !== "managed" || typeof address !== "string" || typeof type !== "string")
    return [];
  const identity = identityAttributes(type, isJsonObject(change.after) ? change.after : {});
  return [{ address, type, action, identity, progress: "planned", id }];
}

function actionOf(actions: readonly Json[]): JournalEntry["action"] | null {
  const has = (action: string) => actions.includes(action);
  if (has("create")) return has("delete") || has("forget") ? "replace" : "create";
  if (has("update")) return "update";
  return has("delete") ? "delete" : null;
}

const PROGRESS = { apply_start: "started", apply_complete: "completed", apply_errored: "errored" } as const;

/** A line of `terraform apply -json`; only the fields read here. */
const HookLine = z.object({
  type: z.enum(["apply_start", "apply_complete", "apply_errored"]),
  hook: z.object({
    resource: z.object({ addr: z.string() }),
    action: z.string(),
    id_value: z.string().optional(),
  }),
});

/** The journal after one more line of `terraform apply -json`; lines that say nothing of a resource change nothing. */
export function noteLine(journal: Journal, line: string): Journal {
  if (!line.includes('"apply_')) return journal;
  const read = HookLine.safeParse(parsed(line));
  if (!read.success) return journal;
  const { type, hook } = read.data;
  const entries = journal.entries.map((entry) => {
    // The deletion inside a replacement says nothing about what is made next.
    const isAbout =
      entry.address === hook.resource.addr && (entry.action === "delete") === (hook.action === "delete");
    return isAbout ? { ...entry, progress: PROGRESS[type], id: hook.id_value ?? entry.id } : entry;
  });
  return { ...journal, entries };
}

/** Whether a resource came to its end between these: a start alone says no more than the plan, and is not worth a version of its own. */
export function hasFinished(before: Journal, after: Journal): boolean {
  return after.entries.some(
    ({ progress }, index) => progress !== before.entries[index]?.progress && progress !== "started",
  );
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
