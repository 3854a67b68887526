import { checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import type { AuthorPacket } from "#shared/core/author.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import { addBeside } from "./beside.ts";
import { bindValues } from "./bind.ts";
import { completeDraft } from "./complete.ts";
import { draftMentioned } from "./draft-mentioned.ts";
import { linkAsked } from "./link.ts";
import { findMentions } from "./mentions.ts";
import { phraseIndex } from "./phrase-index.ts";
import type { Known, Sheet } from "./sheet.ts";
import { readWords } from "./words.ts";

/** A sheet longer than this has run away with itself. */
const LONGEST = 120;

export interface Written {
  readonly change: TypedChange;
  /** Words of the request that the change says nothing about. */
  readonly uncovered: readonly string[];
}

/** Request ─▶ mentions ─▶ drafts ─▶ values ─▶ companions ─▶ arguments ─▶ links ─▶ typed change. */
export function writeByRulebook(packet: AuthorPacket, known: Known): Written {
  const words = readWords(packet.request);
  const mentions = findMentions(words, phraseIndex(known.catalogue, "aws"), known.catalogue);
  if (mentions.length === 0) {
    throw new PipelineError("author/nothing-known", "The request names nothing that the catalogue has.", {
      next: "Name the resource, such as a bucket or a queue.",
    });
  }
  const sheet: Sheet = { ...known, stack: packet.stack, region: packet.region, drafts: [] };
  const subjects = draftMentioned(sheet, words, mentions);
  const used = bindValues(sheet, { words, mentions, subjects });
  const uncovered = words.flatMap(({ text }, at) => (used.has(at) ? [] : [text]));
  addBeside(sheet);
  for (let at = 0; at < sheet.drafts.length && at < LONGEST; at += 1) {
    const draft = sheet.drafts[at];
    if (draft !== undefined) completeDraft(sheet, draft);
  }
  linkAsked(sheet);
  return { change: changeOfSheet({ stack: packet.stack, title: titleOf(sheet) }, sheet), uncovered };
}

function titleOf(sheet: Sheet): string {
  const asked = [...new Set(sheet.drafts.filter(({ isAsked }) => isAsked).map(({ type }) => type))];
  const title = `Add ${asked.map((type) => type.split("_").slice(1).join(" ")).join(", ")}`;
  return title.length <= 70 ? title : `${title.slice(0, 69)}…`;
}

/** Completes what is on the sheet, new ones too, and gives it as typed data in the provider's types. */
export function changeOfSheet(
  { stack, title }: Pick<TypedChange, "stack" | "title">,
  sheet: Sheet,
): TypedChange {
  for (let at = 0; at < sheet.drafts.length && at < LONGEST; at += 1) {
    const draft = sheet.drafts[at];
    if (draft !== undefined && Object.keys(draft.arguments).length === 0) completeDraft(sheet, draft);
  }
  const operations = sheet.drafts.map(({ mode, type, name, arguments: settings }) => ({
    ...{ kind: "create" as const, mode, type, name, arguments: settings, dependsOn: [] },
  }));
  const change = { stack, title, operations, assumptions: [], questions: [] };
  return checkTypedChange(change, { catalogue: sheet.catalogue, existing: [] }).change;
}
