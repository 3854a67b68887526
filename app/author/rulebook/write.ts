import { type Checked, checkTypedChange } from "#shared/catalogue/check-typed-change.ts";
import type { AuthorPacket } from "#shared/core/author.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import { completeDraft } from "./complete.ts";
import { linkAsked } from "./link.ts";
import { mend } from "./mend.ts";
import { readByRules } from "./read.ts";
import { addressOf, type Known, type Sheet } from "./sheet.ts";

/** A sheet longer than this has run away with itself. */
const LONGEST = 120;

/** What is read of a request, filled in and joined: typed data, with what it leaves out said in its assumptions. */
export function writeByRules(packet: AuthorPacket, known: Known): TypedChange {
  const { sheet, asked, uncovered } = readByRules(packet, known);
  completeAll(sheet);
  linkAsked(sheet);
  const change = changeOfSheet({ stack: packet.stack, title: titleOf(asked) }, sheet);
  return {
    ...change,
    assumptions: [...sharedIn(sheet), ...uncovered.map((words) => `Not covered: "${words}".`)],
  };
}

function tooLong({ drafts }: Sheet): PipelineError {
  const [first] = drafts;
  return new PipelineError(
    "author/too-long",
    `${first?.type ?? "This"} would need more than ${LONGEST} resources.`,
    {
      next: "Ask for one thing at a time, or write it by hand.",
    },
  );
}

/** What nobody spoke of and is used all the same, because the stack has it. */
function sharedIn({ drafts }: Sheet): string[] {
  const shared = drafts.filter(({ isStanding, isAsked }) => isStanding && !isAsked);
  return shared.map((draft) => `Uses ${addressOf(draft)}, which the stack has.`);
}

function completeAll(sheet: Sheet): void {
  for (let at = 0; at < sheet.drafts.length; at += 1) {
    if (at >= LONGEST) throw tooLong(sheet);
    const draft = sheet.drafts[at];
    if (draft?.isStanding === false && Object.keys(draft.arguments).length === 0) completeDraft(sheet, draft);
  }
}

function titleOf(asked: readonly { readonly type: string }[]): string {
  const types = [...new Set(asked.map(({ type }) => type.split("_").slice(1).join(" ")))];
  const title = `Add ${types.join(", ")}`;
  return title.length <= 70 ? title : `${title.slice(0, 69)}…`;
}

/** After the third round more repair breaks more than it mends. */
const ROUNDS = 3;

/** Completes what is on the sheet, new ones too, and gives it as typed data in the provider's types, mended where the catalogue says how. */
export function changeOfSheet(about: Pick<TypedChange, "stack" | "title">, sheet: Sheet): TypedChange {
  let checked = checkedSheet(about, sheet);
  for (let round = 1; round <= ROUNDS && checked.findings.some((one) => mendFinding(sheet, one)); round += 1)
    checked = checkedSheet(about, sheet);
  return checked.change;
}

function checkedSheet({ stack, title }: Pick<TypedChange, "stack" | "title">, sheet: Sheet): Checked {
  completeAll(sheet);
  const written = sheet.drafts.filter(({ isStanding }) => !isStanding);
  const operations = written.map(({ mode, type, name, arguments: settings }) => ({
    ...{ kind: "create" as const, mode, type, name, arguments: settings, dependsOn: [] },
  }));
  const change = { stack, title, operations, assumptions: [], questions: [] };
  return checkTypedChange(change, {
    catalogue: sheet.catalogue,
    existing: sheet.existing.map(({ address }) => address),
  });
}

/** The catalogue's finding in the words that Terraform would use. */
function mendFinding(sheet: Sheet, { rule, resource, path = "" }: Finding): boolean {
  const draft = sheet.drafts.find((one) => addressOf(one) === resource);
  const isMissing = rule === "catalogue/missing-argument";
  const text = isMissing
    ? `The argument "${path}" is required`
    : `Unsupported argument "${path.split(".")[0]}"`;
  return draft !== undefined && mend(sheet, draft, text);
}
