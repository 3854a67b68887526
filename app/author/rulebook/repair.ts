import type { TypedChange } from "#shared/core/typed-change.ts";
import type { Value } from "#shared/core/value.ts";
import { mend } from "./mend.ts";
import { addressOf, type Draft, type Known, type Sheet } from "./sheet.ts";
import { changeOfSheet } from "./write.ts";

/** What a judge of the schema or Terraform holds against a change. */
export interface Message {
  readonly address: string | null;
  readonly summary: string;
  readonly detail: string;
}

/** The change with what the messages say mended; null where none of them says how. */
export function repairByMessages(
  change: TypedChange,
  messages: readonly Message[],
  known: Known & { readonly region: string },
): TypedChange | null {
  const sheet: Sheet = {
    ...known,
    stack: change.stack,
    existing: [],
    drafts: change.operations.flatMap(draftOf),
  };
  const mended = messages.map((message) => mendOne(sheet, message));
  if (!mended.includes(true)) return null;
  return changeOfSheet(change, sheet);
}

function mendOne(sheet: Sheet, { address, summary, detail }: Message): boolean {
  const place = address?.replace(/\[\d+\]$/, "") ?? "";
  const draft = sheet.drafts.find((one) => addressOf(one) === place);
  const text = `${summary} ${detail}`;
  const meant =
    draft === undefined ? sheet.drafts.filter(({ type, name }) => text.includes(`${type}.${name}`)) : [draft];
  return meant.some((one) => mend(sheet, one, text));
}

function draftOf(operation: TypedChange["operations"][number]): Draft[] {
  if (operation.kind !== "create") return [];
  const { type, mode, name } = operation;
  const settings: Record<string, Value> = { ...operation.arguments };
  return [
    {
      type,
      mode,
      name,
      arguments: settings,
      isStanding: false,
      isAsked: false,
      called: null,
      qualifier: null,
      said: new Map(),
      wanted: new Set(),
      principal: null,
    },
  ];
}
