import { joinsOf } from "#shared/catalogue/facts/joins.ts";
import type { Field } from "#shared/core/catalogue.ts";
import type { Join } from "#shared/core/facts.ts";
import type { Value } from "#shared/core/value.ts";
import { blockFields } from "#shared/reading/leaves.ts";
import { giveRole } from "./roles.ts";
import { addDraft, addressOf, type Draft, draftsOf, entryOf, type Mode, refTo, type Sheet } from "./sheet.ts";
import { sharedOf } from "./standing.ts";

interface Target {
  readonly type: string;
  readonly mode: Mode;
  readonly attribute: string;
  /** Which of several of its kind, counted from the draft's own place in the row. */
  readonly turn?: number;
}

/** Data sources that every account answers; any other is a resource that this change makes itself. */
const ANSWERED = new Set([
  "aws_ami",
  "aws_availability_zones",
  "aws_caller_identity",
  "aws_region",
  "aws_partition",
  "aws_iam_policy_document",
  "aws_elb_service_account",
  "aws_canonical_user_id",
]);

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

/** What an argument may be joined to, the most usual first. */
export function targetsAt(sheet: Sheet, draft: Draft, path: string): { target: Target; count: number }[] {
  const entry = entryOf(sheet, draft);
  if (entry === null) return [];
  return joinsOf(entry, sheet)
    .filter((join) => join.path === path && join.to !== draft.type)
    .flatMap((join) => {
      const target = writable(sheet, join);
      return target === null || !isOneValue(sheet, target) ? [] : [{ target, count: join.count }];
    })
    .sort((one, other) => other.count - one.count);
}

/** What is referred to is there, and no block. */
function isOneValue(sheet: Sheet, target: Target): boolean {
  const fields = entryOf(sheet, target)?.fields ?? {};
  const field = fields[target.attribute.split(".")[0] ?? ""];
  if (field === undefined) return false;
  return target.attribute.includes(".") || blockFields(field.shape) === null;
}

function writable(sheet: Sheet, { to, toMode, attribute }: Join): Target | null {
  if (toMode === "managed" || ANSWERED.has(to)) return { type: to, mode: toMode, attribute };
  const twin = sheet.catalogue.find(to);
  return twin === null ? null : { type: to, mode: "managed", attribute };
}

function holdsText({ shape }: Field): boolean {
  if (shape.kind === "list" || shape.kind === "set") return shape.of.kind === "string";
  return shape.kind === "string";
}

/** One reference: to the own role, to the one of the same qualifier or place in the row, or to a new one. */
export function referTo(sheet: Sheet, draft: Draft, target: Target): Value {
  if (target.type === "aws_iam_role") return refTo(giveRole(sheet, draft), target.attribute);
  const found = others(sheet, draft, target);
  const chosen =
    found.find(({ qualifier }) => qualifier !== null && qualifier === draft.qualifier) ??
    found[(placeOf(sheet, draft) + (target.turn ?? 0)) % Math.max(found.length, 1)];
  return refTo(chosen ?? made(sheet, draft, target), target.attribute);
}

/** So many zones as the brokers are spread over. */
const ZONES: Readonly<Record<string, number>> = { aws_msk_cluster: 3 };

/** Subnets come in two zones; of everything else one is enough. */
export function referToAll(sheet: Sheet, draft: Draft, target: Target): Value {
  if (target.type === "aws_iam_role") return [referTo(sheet, draft, target)];
  if (others(sheet, draft, target).length === 0) sharedOf(sheet, target.type, target.mode);
  const found = reachable(draft, others(sheet, draft, target));
  const least = target.type === "aws_subnet" ? (ZONES[draft.type] ?? 2) : 1;
  while (found.length < least) found.push(another(sheet, draft, target));
  return found.map((one) => refTo(one, target.attribute));
}

/** Of subnets that stand there a load balancer takes the public ones, everything else the private ones, where they are told apart. */
function reachable(draft: Draft, found: readonly Draft[]): Draft[] {
  const wanted = /^aws_(lb|elb|nat_gateway)$/.test(draft.type) ? "public" : "private";
  const fitting = found.filter(({ isStanding, qualifier }) => !isStanding || qualifier === wanted);
  return fitting.length > 0 ? fitting : [...found];
}

/** What the stack shares, else a new one. */
function made(sheet: Sheet, draft: Draft, { type, mode }: Target): Draft {
  const [shared] = sharedOf(sheet, type, mode).filter((one) => !reaches(sheet, one, draft));
  return shared ?? another(sheet, draft, { type, mode });
}

function another(sheet: Sheet, draft: Draft, { type, mode }: Pick<Target, "type" | "mode">): Draft {
  return addDraft(sheet, { type, mode, base: mode === "data" ? "current" : draft.name });
}

/** Those of a type that do not lean on the draft themselves. */
function others(sheet: Sheet, draft: Draft, { type, mode }: Target): Draft[] {
  return draftsOf(sheet, type, mode).filter((one) => one !== draft && !reaches(sheet, one, draft));
}

function placeOf(sheet: Sheet, draft: Draft): number {
  return draftsOf(sheet, draft.type, draft.mode).indexOf(draft);
}

/** Whether one refers to the other, over any number of others. */
export function reaches(sheet: Sheet, from: Draft, to: Draft): boolean {
  const open = [from];
  const seen = new Set<Draft>(open);
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one === to) return true;
    const text = JSON.stringify([one.arguments, [...one.said.values()]]);
    const next = sheet.drafts.filter(
      (other) => !seen.has(other) && text.includes(`"$ref":"${addressOf(other)}.`),
    );
    for (const other of next) seen.add(other);
    open.push(...next);
  }
  return false;
}
