import type { Field } from "#shared/core/catalogue.ts";
import type { Value } from "#shared/core/value.ts";
import { others, reaches, referTo, referToAll } from "./refer.ts";
import { type Draft, draftsOf, type Sheet } from "./sheet.ts";
import { type Target, targetsAt } from "./targets.ts";

/** A join of an optional argument is followed when at least this share of those who set it do so. */
const FOLLOWED = 0.3;

/** A reference to what the argument is usually joined to; what is not there is put on the sheet. */
export function joinedValue(
  sheet: Sheet,
  draft: Draft,
  { path, field, turn = 0 }: { readonly path: string; readonly field: Field; readonly turn?: number },
): Value | undefined {
  const target = targetFor(sheet, draft, { path, field });
  if (target === null) return undefined;
  const isMany = field.shape.kind === "list" || field.shape.kind === "set";
  return isMany ? referToAll(sheet, draft, target) : referTo(sheet, draft, { ...target, turn });
}

function targetFor(sheet: Sheet, draft: Draft, place: { path: string; field: Field }): Target | null {
  const { path, field } = place;
  if (!holdsText(field)) return null;
  const ranked = targetsAt(sheet, draft, path);
  const present = ranked.find(({ target }) => others(sheet, draft, target).length > 0);
  if (present !== undefined) return present.target;
  const facts = sheet.facts.of(draft.type, draft.mode);
  const [literals = 0, set = 0] = [facts?.values[path]?.[0]?.[1], facts?.usual[path]];
  const [best] = ranked;
  if (best === undefined || best.count < literals || isRound(sheet, draft, { ...best.target, ...field }))
    return null;
  return field.isRequired || best.count / Math.max(set, 1) >= FOLLOWED ? best.target : null;
}

/** Another one would want another one of these in turn; a required argument is given one all the same, once. */
function isRound(
  sheet: Sheet,
  draft: Draft,
  { type, mode, isRequired }: Target & Pick<Field, "isRequired">,
): boolean {
  const leaning = draftsOf(sheet, type, mode).filter((one) => reaches(sheet, one, draft));
  return leaning.length > (isRequired ? 1 : 0);
}

function holdsText({ shape }: Field): boolean {
  if (shape.kind === "list" || shape.kind === "set") return shape.of.kind === "string";
  return shape.kind === "string";
}
