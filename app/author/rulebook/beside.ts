import type { Value } from "#shared/core/value.ts";
import { shapeAt } from "#shared/reading/leaves.ts";
import BESIDE from "./knowledge/beside.json" with { type: "json" };
import { resolved } from "./resolve.ts";
import { addDraft, draftsOf, entryOf, type Sheet } from "./sheet.ts";

const WITH = BESIDE.with as Readonly<Record<string, readonly string[]>>;

interface Tie {
  /** Types that were all asked for. */
  readonly when: readonly string[];
  readonly add: readonly string[];
  /** Arguments that join them, by type and path. */
  readonly set?: Readonly<Record<string, Readonly<Record<string, Value>>>>;
}
const BETWEEN = BESIDE.between as unknown as readonly Tie[];

/** What a resource is of no use without, and what joins two that were both asked for. */
export function addBeside(sheet: Sheet): void {
  const managed = sheet.drafts.filter(({ mode }) => mode === "managed");
  const asked = new Set(managed.flatMap(({ type, isAsked }) => (isAsked ? [type] : [])));
  const ties = BETWEEN.filter(({ when }) => when.every((type) => asked.has(type)));
  const wanted = [
    ...managed.flatMap(({ type, isStanding }) => (isStanding ? [] : (WITH[type] ?? []))),
    ...ties.flatMap(({ add }) => add),
  ];
  for (const type of wanted) ensure(sheet, type);
  for (const { set = {} } of ties)
    for (const [type, settings] of Object.entries(set)) settle(sheet, type, settings);
}

function settle(sheet: Sheet, type: string, settings: Readonly<Record<string, Value>>): void {
  for (const draft of draftsOf(sheet, type).filter(({ isStanding }) => !isStanding)) {
    const entry = entryOf(sheet, draft);
    for (const [path, value] of Object.entries(settings))
      if (entry !== null && !draft.said.has(path))
        draft.said.set(path, resolved({ sheet, draft }, value, shapeAt(entry, path)));
  }
}

/** One for each that it must be repeated for, where there is none yet. */
function ensure(sheet: Sheet, type: string): void {
  if (draftsOf(sheet, type).length > 0 || sheet.catalogue.find(type) === null) return;
  const [repeated] = REPEATED[type] === undefined ? [] : [draftsOf(sheet, REPEATED[type]).length];
  for (let count = Math.max(1, repeated ?? 1); count > 0; count -= 1) addDraft(sheet, { type });
}

/** A tie that stands for one of these has as many as there are of them. */
const REPEATED: Readonly<Record<string, string>> = {
  aws_route_table_association: "aws_subnet",
  aws_lb_target_group_attachment: "aws_instance",
  aws_efs_mount_target: "aws_subnet",
  aws_volume_attachment: "aws_ebs_volume",
  aws_s3_bucket_public_access_block: "aws_s3_bucket",
};
