import type { z } from "zod";
import { type ErrorCode, PipelineError } from "./error.ts";

/** The door for foreign values: what does not have the shape stops here, named by path. */
export function parseShape<T>(schema: z.ZodType<T>, value: unknown, code: ErrorCode): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join(".") || "value"}: ${issue.message}`);
  throw new PipelineError(code, problems.slice(0, 5).join("; "), {
    next: "Correct the named fields and try again.",
    cause: result.error,
    details: problems,
  });
}

/** The door for foreign JSON text. */
export function parseJson<T>(schema: z.ZodType<T>, text: string, code: ErrorCode): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new PipelineError(code, "This is not JSON.", { next: "Send one valid JSON value.", cause });
  }
  return parseShape(schema, value, code);
}
