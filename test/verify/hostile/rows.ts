import { readFileSync } from "node:fs";
import { z } from "zod";

const CHANNELS = [
  "comment",
  "issue-title",
  "issue-body",
  "label",
  "branch",
  "commit-message",
  "file",
  "plan-output",
  "provider-error",
  "author-answer",
] as const;
export type Channel = (typeof CHANNELS)[number];

const Generated = z.object({
  prefix: z.string().default(""),
  repeat: z.string().default(""),
  times: z.number().default(0),
  middle: z.string().default(""),
  close: z.string().default(""),
  suffix: z.string().default(""),
});

const Role = z.enum(["none", "read", "triage", "write", "maintain", "admin"]);

const Meta = z.looseObject({
  /** The text is somebody's further comment, and the standard trigger is another one. */
  trigger: z.boolean().optional(),
  action: z.enum(["edited", "deleted"]).optional(),
  original: z.string().optional(),
  editor: z.string().optional(),
  phase: z.string().optional(),
  permission_at_trigger: Role.optional(),
  self: z.boolean().optional(),
  login: z.string().optional(),
  permission_api: z.union([Role, z.number()]).optional(),
  pr: z.looseObject({ head_repo: z.string().nullish(), head_ref: z.string().optional() }).optional(),
  signature: z.string().optional(),
  count_today: z.number().optional(),
  as: z.string().optional(),
});

const Row = z.object({
  id: z.string(),
  category: z.int(),
  channel: z.enum(CHANNELS),
  text: z.union([z.string(), Generated]).transform((text) => (typeof text === "string" ? text : grown(text))),
  actor: z.object({ permission: Role, type: z.enum(["User", "Bot", "Organization"]) }),
  expect: z.enum(["refuse", "strip", "neutral", "deny", "pass"]),
  canary: z.string().nullable(),
  why: z.string(),
  forbid: z.array(z.string()).default([]),
  plant: z.string().optional(),
  meta: Meta.default({}),
  path: z.string().optional(),
  keep: z.array(z.string()).default([]),
});
export type Row = z.infer<typeof Row>;

function grown({ prefix, repeat, times, middle, close, suffix }: z.infer<typeof Generated>): string {
  return prefix + repeat.repeat(times) + middle + close.repeat(times) + suffix;
}

export function readRows(file: string): Row[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => Row.parse(JSON.parse(line)));
}
