import type { Finding } from "../../core/finding.ts";
import { isJsonObject, type Json, type JsonObject } from "../../core/json.ts";
import { deny } from "./denial.ts";

/** Top-level block types of Terraform's language that the gate knows, with the number of their labels. */
const LABELS = {
  terraform: 0,
  provider: 1,
  variable: 1,
  locals: 0,
  module: 1,
  resource: 2,
  data: 2,
  ephemeral: 2,
  output: 1,
  check: 1,
  moved: 0,
  import: 0,
  removed: 0,
} as const;

type BlockKind = keyof typeof LABELS;

export interface Block {
  readonly kind: BlockKind;
  readonly labels: readonly string[];
  readonly address: string;
  readonly body: JsonObject;
}

/** What one document declares. Terraform merges arrays at every level into blocks, and so do we; anything else is denied. */
export function readBlocks(document: Json): { blocks: Block[]; denials: Finding[] } {
  const blocks: Block[] = [];
  const denials: Finding[] = [];
  if (!isJsonObject(document)) denials.push(deny("json-invalid", {}, "The document is not one object."));
  for (const { body: root } of unpack(document, 0).bodies) {
    for (const [kind, value] of members(root)) {
      if (isKind(kind)) readKind({ kind, value, within: "" }, blocks, denials);
      else denials.push(deny("block", { resource: kind }, `Blocks of type ${kind} are not allowed.`));
    }
  }
  return { blocks, denials };
}

/** The members of a block body: `//` is a comment there. */
export function members(body: JsonObject): [string, Json][] {
  return Object.entries(body).filter(([key]) => key !== "//");
}

function readKind(
  { kind, value, within }: { kind: BlockKind; value: Json; within: string },
  blocks: Block[],
  denials: Finding[],
): void {
  const { bodies, strays } = unpack(value, LABELS[kind]);
  if (strays > 0) denials.push(deny("block", { resource: kind }, `A ${kind} block is not an object.`));
  for (const { labels, body } of bodies) {
    const address = `${within}${addressOf(kind, labels)}`;
    blocks.push({ kind, labels, address, body });
    if (kind === "check" && body.data !== undefined)
      readKind({ kind: "data", value: body.data, within: `${address}.` }, blocks, denials);
  }
}

export interface Unpacked {
  readonly bodies: readonly { readonly labels: readonly string[]; readonly body: JsonObject }[];
  /** How many values were neither object nor array nor null. */
  readonly strays: number;
}

/** The bodies below so many labels, whichever arrays are in between. */
export function unpack(value: Json | undefined, labels: number, above: readonly string[] = []): Unpacked {
  if (value === null || value === undefined) return { bodies: [], strays: 0 };
  if (Array.isArray(value)) return joined(value.map((element) => unpack(element, labels, above)));
  if (!isJsonObject(value)) return { bodies: [], strays: 1 };
  if (above.length === labels) return { bodies: [{ labels: above, body: value }], strays: 0 };
  return joined(members(value).map(([label, below]) => unpack(below, labels, [...above, label])));
}

function joined(parts: readonly Unpacked[]): Unpacked {
  return {
    bodies: parts.flatMap(({ bodies }) => bodies),
    strays: parts.reduce((sum, { strays }) => sum + strays, 0),
  };
}

function addressOf(kind: BlockKind, labels: readonly string[]): string {
  if (kind === "resource") return labels.join(".");
  if (kind === "variable") return ["var", ...labels].join(".");
  return [kind, ...labels].join(".");
}

function isKind(text: string): text is BlockKind {
  return Object.hasOwn(LABELS, text);
}
