import { readFileSync } from "node:fs";
import { z } from "zod";
import { Json } from "#shared/core/json.ts";
import { created, documentOf } from "../../support/change.ts";
import { GrownText } from "../../support/grown-text.ts";

const Outcome = z.enum(["abstain", "accept", "demote"]);
export type Outcome = z.infer<typeof Outcome>;

const Row = z.object({
  id: z.string(),
  /** As it was received, character by character. */
  answer: GrownText,
  expect: Outcome,
  why: z.string(),
  /** Stricter outcomes that are right too. */
  also: z.array(Outcome).default([]),
  verified: z.number().optional(),
  demoted: z.number().optional(),
  canary: z.string().optional(),
  /** `text-only`: the canary may be published as text that does nothing. */
  render: z.string().optional(),
});
export type Row = z.infer<typeof Row>;

export function readRows(file: string): Row[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => Row.parse(JSON.parse(line)));
}

/** The change that the answers are about: attributes by address. */
export function readChange(file: string) {
  const resources = z.record(z.string(), Json).parse(JSON.parse(readFileSync(file, "utf8")));
  return documentOf(Object.entries(resources).map(([address, after]) => created(address, after)));
}
