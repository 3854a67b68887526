import type { HeldTo, ReadAnswer } from "#shared/core/model.ts";

const SHOWN = 5;

/**
 * Reads JSON defensively: servers without strict output put it behind their thoughts or into a fence. Who brings a reader of his own gets
 * what was received, as it was received.
 */
export function readAnswer(said: unknown, held: HeldTo): ReadAnswer {
  if (said === null || said === undefined || said === "") return { problem: "nothing was answered" };
  if ("read" in held) return held.read(said);
  const { shape } = held;
  const value = typeof said === "string" ? jsonIn(said) : said;
  if (value === undefined) return { problem: "this is not one JSON value" };
  const parsed = shape.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".") || "value"}: ${issue.message}`);
  return { problem: problems.slice(0, SHOWN).join("; ") };
}

const THOUGHTS = /^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/;
const FENCE = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?\s*```\s*$/;

function jsonIn(text: string): unknown {
  const spoken = text.replace(THOUGHTS, "");
  try {
    return JSON.parse(FENCE.exec(spoken)?.[1] ?? spoken);
  } catch {
    return undefined;
  }
}
