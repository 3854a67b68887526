import type { z } from "zod";
import type { HeldTo, ReadAnswer } from "#shared/core/model.ts";
import { readStrictJson } from "#shared/core/strict-json.ts";

const SHOWN = 5;

/**
 * Reads JSON defensively: servers without strict output put it behind their thoughts or into a fence. Who brings a reader of his own gets
 * what was received, as it was received.
 */
export function readAnswer<Value>(said: unknown, held: HeldTo<Value>): ReadAnswer<Value> {
  if (said === null || said === undefined || said === "") return { problem: "nothing was answered" };
  if ("read" in held) return held.read(said);
  const { shape } = held;
  const value = typeof said === "string" ? jsonIn(said) : said;
  if (value === undefined) return { problem: "this is not one JSON value" };
  const parsed = heldTo(shape, value);
  if (parsed === null) return { problem: "this is nested too deeply" };
  if (parsed.success) return { value: parsed.data };
  const problems = parsed.error.issues.map((issue) => `${placeOf(issue)}: ${reasonOf(issue)}`);
  return { problem: problems.slice(0, SHOWN).join("; ") };
}

/** Null where a value is so deep that nobody can look at all of it. */
function heldTo<Value>(shape: z.ZodType<Value>, value: unknown) {
  try {
    return shape.safeParse(value);
  } catch (cause) {
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}

type Issue = z.core.$ZodIssue;

/** So deep, members are named by the schema; deeper, the model may have named them itself. */
const NAMED_BY_US = 3;

function placeOf({ path }: Issue): string {
  const deeper = path.length > NAMED_BY_US ? ".…" : "";
  return `${path.slice(0, NAMED_BY_US).join(".")}${deeper}` || "value";
}

/** What the model invented is not said back to it: it may have been told to say so. */
function reasonOf({ code, message }: Issue): string {
  return code === "unrecognized_keys" ? "it has members that the form has not" : message;
}

const THOUGHTS = /^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/;
const FENCE = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?\s*```\s*$/;

function jsonIn(text: string): unknown {
  const spoken = text.replace(THOUGHTS, "");
  try {
    return readStrictJson(FENCE.exec(spoken)?.[1] ?? spoken);
  } catch {
    return undefined;
  }
}
