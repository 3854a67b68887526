import type { Field } from "#shared/core/catalogue.ts";
import type { Value } from "#shared/core/value.ts";
import { blockFields } from "#shared/reading/leaves.ts";
import { isNaming } from "./defaults.ts";
import { isExcluded, settingsOf } from "./settings.ts";
import { cloudName, type Draft, draftsOf, entryOf, type Sheet } from "./sheet.ts";
import { targetsAt } from "./targets.ts";
import { valueFor } from "./value-for.ts";

/** An argument that at least half of the examples set is written without being asked for. */
const USUAL = 0.5;
/** Fewer examples than this say nothing about what is usual. */
const ENOUGH = 2;
const DEEPEST = 6;

/** Fills what is required, what is usual, and what was said or is known of the type, down to the last block; and what is linked, where it names any. */
export function completeDraft(sheet: Sheet, draft: Draft, linked: readonly string[] = []): void {
  const entry = entryOf(sheet, draft);
  if (entry === null) return;
  const facts = sheet.facts.of(draft.type, draft.mode);
  const shares = { usual: facts?.usual ?? {}, seen: facts?.seen ?? 0 };
  const settings = [...settingsOf(draft)].flatMap(([path, value]) => (value === null ? [] : [path]));
  const set = new Set([...settings, ...draft.said.keys(), ...draft.wanted, ...linked]);
  fillFields(
    { sheet, draft, shares, set },
    { fields: entry.fields, path: "", into: draft.arguments, depth: 0 },
  );
  if (draft.mode === "managed") nameByTag(sheet, draft, entry.fields);
}

/** What has no name of its own is told apart by its tag. */
function nameByTag(sheet: Sheet, draft: Draft, fields: Readonly<Record<string, Field>>): void {
  const isNamed = Object.keys(fields).some(
    (path) => isNaming(draft.type, path) && draft.arguments[path] !== undefined,
  );
  const canBeTagged =
    fields.tags !== undefined && !fields.tags.isComputed && fields.tags.shape.kind === "map";
  if (isNamed || !canBeTagged || draft.arguments.tags !== undefined) return;
  draft.arguments.tags = { Name: cloudName(sheet, draft) };
}

interface Job {
  readonly sheet: Sheet;
  readonly draft: Draft;
  readonly shares: { readonly usual: Readonly<Record<string, number>>; readonly seen: number };
  /** Paths that somebody set: the request or what is known of the type. */
  readonly set: ReadonlySet<string>;
  /** Which of several blocks of one kind is being filled. */
  readonly turn?: number;
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
  const isGiven = job.draft.said.has(path) || settingsOf(job.draft).has(path);
  if (fields === null || isGiven) return valueFor(job.sheet, job.draft, { path, field, turn: job.turn ?? 0 });
  const fill = (turn: number): Record<string, Value> => {
    const into: Record<string, Value> = {};
    fillFields({ ...job, turn }, { fields, path, into, depth: depth + 1 });
    return into;
  };
  const first = fill(job.turn ?? 0);
  if (Object.keys(first).length === 0 && !field.isRequired) return undefined;
  if (field.shape.kind === "object") return first;
  const times = Math.max(field.minItems, job.turn === undefined ? repetitions(job, fields, path) : 1);
  return [first, ...Array.from({ length: times - 1 }, (_, index) => fill(index + 1))];
}

/** A block that joins one thing is written once for each of them that was asked for. */
function repetitions({ sheet, draft }: Job, fields: Readonly<Record<string, Field>>, path: string): number {
  const counts = Object.entries(fields).flatMap(([name, field]) => {
    if (!field.isRequired || field.shape.kind !== "string") return [];
    const [best] = targetsAt(sheet, draft, `${path}.${name}`);
    if (best === undefined || best.target.mode === "data") return [];
    return [draftsOf(sheet, best.target.type).filter(({ isAsked }) => isAsked).length];
  });
  return Math.max(1, ...counts);
}
