import { readFileSync } from "node:fs";
import { z } from "zod";
import { GrownText } from "../../support/grown-text.ts";
import { DEED_NAMES } from "./deeds.ts";

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
  /** What every model in a seat answers. */
  "expert-answer",
] as const;
export type Channel = (typeof CHANNELS)[number];

const Role = z.enum(["none", "read", "triage", "write", "maintain", "admin"]);
const role = Role.optional().catch(undefined);
const text = z.string().optional().catch(undefined);

/** What is not of the form that is read here is as if it were not there. */
const Meta = z.looseObject({
  /** The text is somebody's further comment, and the standard trigger is another one. */
  trigger: z.boolean().optional().catch(undefined),
  ...{ action: text, original: text, editor: text, phase: text, login: text, as: text },
  permission_at_trigger: role,
  self: z.boolean().optional().catch(undefined),
  permission_api: z.union([Role, z.number()]).optional().catch(undefined),
  pr: z
    .looseObject({ head_repo: z.string().nullish().catch(null), head_ref: text })
    .optional()
    .catch(undefined),
  /** Each of them is one that GitHub did not send. */
  ...{
    signature: z.unknown().optional(),
    headers: z.unknown().optional(),
    installation: z.unknown().optional(),
  },
  count_today: z.number().optional().catch(undefined),
});

const Row = z.object({
  id: z.string(),
  category: z.int(),
  /** One that is not known here is looked at by nobody either. */
  channel: z.enum(CHANNELS).catch("issue-body"),
  text: GrownText,
  actor: z.object({ permission: Role.catch("none"), type: z.string() }),
  expect: z.enum(["refuse", "strip", "neutral", "deny", "pass"]),
  canary: z.string().nullable(),
  why: z.string(),
  forbid: z.array(z.string()).default([]),
  plant: z.string().optional(),
  meta: Meta.default({}),
  path: z.string().optional(),
  keep: z.array(z.string()).default([]),
  /** What a model does that understands the text in whatever language it is written. */
  does: z.array(z.enum(DEED_NAMES)).default([]),
});
export type Row = z.infer<typeof Row>;

export function readRows(file: string): Row[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => Row.parse(JSON.parse(line)));
}
