import type { Field, Shape } from "#shared/core/catalogue.ts";
import type { Value } from "#shared/core/value.ts";
import { isExcluded, settingsOf } from "./settings.ts";
import { type Draft, entryOf, type Sheet } from "./sheet.ts";
import { valueFor } from "./value-for.ts";

/** An argument that at least half of the examples set is written without being asked for. */
const USUAL = 0.5;
/** Fewer examples than this say nothing about what is usual. */
const ENOUGH = 2;
const DEEPEST = 6;

/** Fills what is required, what is usual, and what was said or is known of the type, down to the last block. */
export function completeDraft(sheet: Sheet, draft: Draft): void {
  const entry = entryOf(sheet, draft);
  if (entry === null) return;
  const facts = sheet.facts.of(draft.type, draft.mode);
  const shares = { usual: facts?.usual ?? {}, seen: facts?.seen ?? 0 };
  const set = new Set([...settingsOf(draft).keys(), ...draft.said.keys()]);
  fillFields(
    { sheet, draft, shares, set },
    { fields: entry.fields, path: "", into: draft.arguments, depth: 0 },
  );
}

interface Job {
  readonly sheet: Sheet;
  readonly draft: Draft;
  readonly shares: { readonly usual: Readonly<Record<string, number>>; readonly seen: number };
  /** Paths that somebody set: the request or what is known of the type. */
  readonly set: ReadonlySet<string>;
}

interface Level {
  readonly fields: Readonly<Record<string, Field>>;
  readonly path: string;
  readonly into: Record<string, Value>;
  readonly depth: number;
}

function fillFields(job: Job, level: Level): void {
  if (level.depth > DEEPEST) return;
  for (const [name, field] of Object.entries(level.fields)) {
    const path = level.path === "" ? name : `${level.path}.${name}`;
    if (field.isComputed || level.into[name] !== undefined || !isWanted(job, level, { path, field }))
      continue;
    const value = fieldValue(job, field, { path, depth: level.depth });
    if (value !== undefined) level.into[name] = value;
  }
}

function isWanted(
  { draft, shares, set }: Job,
  level: Level,
  { path, field }: { path: string; field: Field },
): boolean {
  if (isExcluded(draft, path)) return false;
  if (field.isRequired || set.has(path)) return true;
  if ([...set].some((other) => other.startsWith(`${path}.`))) return true;
  if (field.isDeprecated) return false;
  const seen = level.path === "" ? shares.seen : (shares.usual[level.path] ?? 0);
  return seen >= ENOUGH && (shares.usual[path] ?? 0) / seen >= USUAL;
}

function fieldValue(
  job: Job,
  field: Field,
  { path, depth }: { path: string; depth: number },
): Value | undefined {
  const fields = blockFields(field.shape);
  if (fields === null || job.set.has(path)) return valueFor(job.sheet, job.draft, { path, field });
  const into: Record<string, Value> = {};
  fillFields(job, { fields, path, into, depth: depth + 1 });
  if (Object.keys(into).length === 0 && !field.isRequired) return undefined;
  return field.shape.kind === "object" ? into : [into];
}

/** What stands in a block, null for what is no block. */
export function blockFields(shape: Shape): Readonly<Record<string, Field>> | null {
  if (shape.kind === "object") return shape.fields;
  return (shape.kind === "list" || shape.kind === "set") && shape.of.kind === "object"
    ? shape.of.fields
    : null;
}
