import type { Field } from "#shared/core/catalogue.ts";
import type { Value } from "#shared/core/value.ts";
import { blockFields } from "#shared/reading/leaves.ts";
import { completeDraft } from "./complete.ts";
import { reaches, referTo, referToAll } from "./refer.ts";
import { type Draft, draftsOf, entryOf, type Sheet } from "./sheet.ts";
import { targetsAt } from "./targets.ts";

/** An optional argument is taken for a link when at least this many examples join it so. */
const SHOWN = 1;

/** Things that were asked for together belong together: optional arguments that join them are set. */
export function linkAsked(sheet: Sheet): void {
  for (const draft of sheet.drafts.filter(({ mode, isStanding }) => mode === "managed" && !isStanding))
    linkDraft(sheet, draft);
}

function linkDraft(sheet: Sheet, draft: Draft): void {
  const text = JSON.stringify(draft.arguments);
  for (const [name, field] of Object.entries(entryOf(sheet, draft)?.fields ?? {})) {
    if (field.isComputed || field.isDeprecated || draft.arguments[name] !== undefined || NEVER.test(name))
      continue;
    if (blockFields(field.shape) !== null) linkBlock(sheet, draft, { name, field, text });
    const value = linkValue(sheet, draft, { name, field, text });
    if (value !== undefined) draft.arguments[name] = value;
  }
}

/** A block is a link when an argument that it requires joins something that was asked for. */
function linkBlock(sheet: Sheet, draft: Draft, { name, field, text }: Link): void {
  const required = Object.entries(blockFields(field.shape) ?? {}).filter(([, inner]) => inner.isRequired);
  const isLink = required.some(([inner, innerField]) =>
    askedTargets(sheet, draft, text).has(
      targetsAt(sheet, draft, `${name}.${inner}`)[0]?.target.type ?? innerField.property,
    ),
  );
  if (required.length > 0 && isLink) completeDraft(sheet, draft, [name]);
}

/** Types that were asked for, do not lean on the draft, and are not joined to it yet. */
function askedTargets(sheet: Sheet, draft: Draft, text: string): Set<string> {
  const free = sheet.drafts.filter(
    (one) => one.isAsked && draft.isAsked && one !== draft && !text.includes(`${one.type}.${one.name}.`),
  );
  return new Set(free.filter((one) => !reaches(sheet, one, draft)).map(({ type }) => type));
}

interface Link {
  readonly name: string;
  readonly field: Field;
  /** The draft's arguments as text: what it refers to already. */
  readonly text: string;
}

/** Arguments that change what a thing is, and do not only join it. */
const NEVER =
  /^(source_|replicate_|restore_|snapshot_|from_|copy_|parent_|default_|dead_letter|bucket_prefix|cloudwatch_alarm_role)|^(permissions_boundary|policy|logging|grant|website|user_data|s3_bucket|s3_key|image_uri|layers)$/;

function linkValue(sheet: Sheet, draft: Draft, { name, field, text }: Link): Value | undefined {
  const found = targetsAt(sheet, draft, name).find(({ target, count }) => {
    const asked = draftsOf(sheet, target.type, target.mode).filter((one) => one.isAsked || draft.isAsked);
    const isLinked = asked.some((one) => text.includes(`${one.type}.${one.name}.`));
    return (
      asked.some((one) => !reaches(sheet, one, draft)) && !isLinked && (count >= SHOWN || isNear(target.type))
    );
  });
  if (found === undefined) return undefined;
  const isMany = field.shape.kind === "list" || field.shape.kind === "set";
  if (isMany && field.shape.of.kind !== "string") return undefined;
  if (!isMany && field.shape.kind !== "string") return undefined;
  return isMany ? referToAll(sheet, draft, found.target) : referTo(sheet, draft, found.target);
}

/** Places in the network, whose arguments are named alike everywhere. */
function isNear(type: string): boolean {
  return /^aws_(subnet|security_group|vpc|kms_key|\w+_subnet_group|iam_instance_profile)$/.test(type);
}
