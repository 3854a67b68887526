import type { Value } from "#shared/core/value.ts";
import { giveRole } from "./roles.ts";
import { addDraft, addressOf, type Draft, draftsOf, refTo, type Sheet } from "./sheet.ts";
import { sharedOf } from "./standing.ts";
import type { Target } from "./targets.ts";

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
export function others(sheet: Sheet, draft: Draft, { type, mode }: Target): Draft[] {
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
