import { readFileSync } from "node:fs";
import { z } from "zod";
import { Json } from "#shared/core/json.ts";
import { created, documentOf } from "../../support/change.ts";

const Generator = z.object({
  prefix: z.string().default(""),
  repeat: z.string().default(""),
  times: z.number().default(0),
  middle: z.string().default(""),
  close: z.string().default(""),
  suffix: z.string().default(""),
});

const Outcome = z.enum(["abstain", "accept", "demote"]);
export type Outcome = z.infer<typeof Outcome>;

const Row = z.object({
  id: z.string(),
  answer: z.union([z.string(), Generator]),
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

/** What was received, character by character. */
export function receivedIn({ answer }: Row): string {
  if (typeof answer === "string") return answer;
  const { prefix, repeat, times, middle, close, suffix } = answer;
  return prefix + repeat.repeat(times) + middle + close.repeat(times) + suffix;
}

/** The change that the answers are about: attributes by address. */
export function readChange(file: string) {
  const resources = z.record(z.string(), Json).parse(JSON.parse(readFileSync(file, "utf8")));
  return documentOf(Object.entries(resources).map(([address, after]) => created(address, after)));
}
