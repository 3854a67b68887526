import { joinsOf } from "#shared/catalogue/facts/joins.ts";
import type { Join } from "#shared/core/facts.ts";
import { blockFields } from "#shared/reading/leaves.ts";
import { type Draft, entryOf, type Mode, type Sheet } from "./sheet.ts";

/** What an argument may refer to. */
export interface Target {
  readonly type: string;
  readonly mode: Mode;
  readonly attribute: string;
  /** Which of several of its kind, counted from the draft's own place in the row. */
  readonly turn?: number;
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
