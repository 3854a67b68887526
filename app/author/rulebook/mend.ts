import type { Field } from "#shared/core/catalogue.ts";
import type { Value } from "#shared/core/value.ts";
import { blockFields } from "#shared/reading/leaves.ts";
import { completeDraft } from "./complete.ts";
import { type Draft, entryOf, type Sheet } from "./sheet.ts";
import { valueFor } from "./value-for.ts";

type Mend = (sheet: Sheet, draft: Draft, found: RegExpExecArray) => boolean;

/** What Terraform says, and what it wants; the first that fits and changes something is done. */
const MENDS: readonly (readonly [says: RegExp, mend: Mend])[] = [
  [/The argument "(\w+)" is required|(?:Insufficient|No|At least 1) "?(\w+)"? blocks/, add],
  [
    /expected (?:length of )?"?([\w.]+?)"? (?:to be in the range|length to be at most) ?\(?\d+ - (\d+)\)?/,
    shorten,
  ],
  [/"?([\w.]+)"? (?:cannot|can not) be longer than (\d+)/, shorten],
  [/expected "?([\w.]+?)"? to be one of \["?([^\s"\]]+)"?/, choose],
  [/expected (?:value of )?"?([\w.]+?)"? to match regular expression/, letters],
  [/only (?:lowercase )?alphanumeric characters.*? in "(\w+)"/, lower],
  [/"([\w.]+)": conflicts with ([\w.]+)/, dropSecond],
  [/"([\w.]+)": one of `([\w.,]+)` must be specified/, addOneOf],
  [/"([\w.]+)": all of `([\w.,]+)` must be specified/, addOneOf],
  [/(?:Unsupported argument|argument named) "?(\w+)"?/, drop],
  [/(\w+) can(?:not| not) be set when/, drop],
  [
    /(\w+)"? (?:is required|must be set|must be specified|needs to be set|must be configured) (?:when|if|for|with)/,
    add,
  ],
  [/"([\w.]+)"[^"]{0,80}(?:is an invalid|is not a valid|must|invalid|cannot|doesn't)/, drop],
  [/(?:invalid value for|Invalid value for argument|Value Conversion|Attribute) "?([\w.]+)"?/, drop],
  [/expected (?:type of )?"?([\w.]+?)"? to/, drop],
];

export function mend(sheet: Sheet, draft: Draft, text: string): boolean {
  return MENDS.some(([says, by]) => {
    const found = says.exec(text);
    return found !== null && by(sheet, draft, found);
  });
}

/** The argument by its last name, where the type has it. */
function fieldOf(
  sheet: Sheet,
  draft: Draft,
  name: string | undefined,
): { name: string; field: Field } | null {
  const [first = ""] = (name ?? "").split(".");
  const field = entryOf(sheet, draft)?.fields[first];
  return field === undefined || field.isComputed ? null : { name: first, field };
}

function add(sheet: Sheet, draft: Draft, [, one, two]: RegExpExecArray): boolean {
  const found = fieldOf(sheet, draft, one ?? two);
  if (found === null || draft.arguments[found.name] !== undefined) return false;
  const required = { ...found.field, isRequired: true };
  if (blockFields(found.field.shape) !== null) {
    draft.said.set(found.name, found.field.shape.kind === "object" ? {} : [{}]);
    completeDraft(sheet, draft);
    return draft.arguments[found.name] !== undefined;
  }
  const value = valueFor(sheet, draft, { path: found.name, field: required });
  if (value === undefined) return false;
  draft.arguments[found.name] = value;
  return true;
}

function addOneOf(sheet: Sheet, draft: Draft, found: RegExpExecArray): boolean {
  const names = (found[2] ?? "").split(",");
  return names.some((name) => {
    const one = fieldOf(sheet, draft, name);
    if (one === null || draft.arguments[one.name] !== undefined) return false;
    const value = valueFor(sheet, draft, { path: one.name, field: { ...one.field, isRequired: true } });
    if (value === undefined) return false;
    draft.arguments[one.name] = value;
    return true;
  });
}

function drop(sheet: Sheet, draft: Draft, [, name]: RegExpExecArray): boolean {
  const found = fieldOf(sheet, draft, name);
  if (found === null || found.field.isRequired || draft.arguments[found.name] === undefined) return false;
  delete draft.arguments[found.name];
  return true;
}

function dropSecond(sheet: Sheet, draft: Draft, found: RegExpExecArray): boolean {
  const [, first = "", second = ""] = found;
  if (draft.arguments[first] === undefined) return true;
  return (
    drop(sheet, draft, ["", second] as unknown as RegExpExecArray) ||
    drop(sheet, draft, ["", first] as unknown as RegExpExecArray)
  );
}

function shorten(_sheet: Sheet, draft: Draft, [, path = "", longest]: RegExpExecArray): boolean {
  return replaced(draft, path, (value) =>
    typeof value === "string" ? value.slice(0, Number(longest)).replace(/-+$/, "") : value,
  );
}

function choose(
  _sheet: Sheet,
  draft: Draft,
  { 1: path = "", 2: first = "", input }: RegExpExecArray,
): boolean {
  const got = /, got ([^\s:]+)/.exec(input)?.[1];
  return replaced(draft, path, (value) =>
    got === undefined || value === got ? first.replace(/,$/, "") : value,
  );
}

function letters(_sheet: Sheet, draft: Draft, [, path = ""]: RegExpExecArray): boolean {
  return replaced(draft, path, (value) =>
    typeof value === "string" ? value.replaceAll(/[^A-Za-z]/g, "") : value,
  );
}

function lower(_sheet: Sheet, draft: Draft, [, path = ""]: RegExpExecArray): boolean {
  return replaced(draft, path, (value) =>
    typeof value === "string" ? value.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-") : value,
  );
}

/** Replaces every value under the last name of a path; whether any changed. */
function replaced(draft: Draft, path: string, by: (value: Value) => Value): boolean {
  const name = path.split(".").findLast((part) => !/^\d+$/.test(part)) ?? path;
  const before = JSON.stringify(draft.arguments);
  for (const [key, value] of Object.entries(draft.arguments))
    draft.arguments[key] = deep(value, { key, name, by });
  return JSON.stringify(draft.arguments) !== before;
}

function deep(value: Value, job: { key: string; name: string; by: (value: Value) => Value }): Value {
  if (job.key === job.name) return job.by(value);
  if (Array.isArray(value)) return value.map((one: Value) => deep(one, { ...job, key: "" }));
  if (typeof value !== "object" || value === null || "$ref" in value) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, deep(one as Value, { ...job, key })]),
  );
}
