import { PipelineError } from "../../core/error.ts";
import type { Finding } from "../../core/finding.ts";
import { isJsonObject, type Json } from "../../core/json.ts";
import { readExpression, readTemplate, type Template } from "../../hcl/template.ts";
import type { Block } from "./blocks.ts";
import { members } from "./blocks.ts";
import { deny, type GateRule } from "./denial.ts";

/** Members that Terraform takes as they are written, or that another rule reads. */
const LITERAL: Readonly<Partial<Record<Block["kind"], readonly string[]>>> = {
  terraform: ["required_version", "required_providers", "backend", "cloud", "experiments", "provider_meta"],
  variable: ["default", "description", "type"],
  output: ["description"],
  module: ["source", "version", "providers"],
  provider: ["alias", "version"],
  resource: ["provider"],
  data: ["provider"],
  ephemeral: ["provider"],
  check: ["data"],
  moved: ["from", "to"],
  import: ["to", "provider"],
  removed: ["from"],
};
/** Members whose strings are expressions without `${…}` around them. */
const BARE = new Set(["depends_on", "ignore_changes", "replace_triggered_by"]);

export interface Use {
  readonly address: string;
  readonly path: string;
  readonly read: Extract<Template, { kind: "template" }>;
}

/** Every expression of a document, and what cannot be read as one. */
export function readExpressions(
  blocks: readonly Block[],
  depth: number,
): { uses: Use[]; denials: Finding[] } {
  const uses: Use[] = [];
  const denials: Finding[] = [];
  const note = (where: { address: string; path: string }, read: () => Template): void => {
    try {
      const found = read();
      if (found.kind === "template") uses.push({ ...where, read: found });
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
      const rule: GateRule = error.code === "hcl/too-deep" ? "expression-too-deep" : "expression-unreadable";
      denials.push(deny(rule, { resource: where.address, path: where.path }, `${error.message}.`));
    }
  };
  for (const block of blocks) {
    for (const { text, path, isBare } of stringsOf(block))
      note({ address: block.address, path }, () => (isBare ? bare(text, depth) : readTemplate(text, depth)));
  }
  return { uses, denials };
}

/** `all` and addresses stand without sequence signs; a call among them could only be meant to be evaluated. */
function bare(text: string, depth: number): Template {
  if (text.includes("${")) return readTemplate(text, depth);
  const read = readExpression(text, depth);
  if (read.functions.length === 0) return read;
  throw new PipelineError("hcl/unreadable", "A call where an address must stand", {
    next: "Name the resource by its address.",
  });
}

interface Written {
  readonly text: string;
  readonly path: string;
  readonly isBare: boolean;
}

function stringsOf(block: Block): Written[] {
  const literal = LITERAL[block.kind] ?? [];
  const written: Written[] = [];
  for (const [key, value] of members(block.body)) {
    if (literal.includes(key)) continue;
    collect(value, { path: key, isBare: BARE.has(key), keys: key === "lifecycle" }, written);
  }
  return written;
}

/** Strings and object keys alike: Terraform evaluates both. */
function collect(
  value: Json,
  at: { path: string; isBare: boolean; keys: boolean },
  written: Written[],
): void {
  if (typeof value === "string") written.push({ text: value, path: at.path, isBare: at.isBare });
  else if (Array.isArray(value)) for (const element of value) collect(element, at, written);
  else if (isJsonObject(value)) {
    for (const [key, below] of Object.entries(value)) {
      const path = `${at.path}.${key}`;
      written.push({ text: key, path, isBare: false });
      collect(below, { path, isBare: at.isBare || (at.keys && BARE.has(key)), keys: false }, written);
    }
  }
}
