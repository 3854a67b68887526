import { PipelineError } from "../core/error.ts";
import { Json } from "../core/json.ts";
import { parseJson } from "../core/parse.ts";

/** Reads plan bytes as Terraform writes them: UTF-8 JSON, with or without a byte order mark; else `plan/not-utf8` or `plan/not-json`. */
export function parsePlanBytes(bytes: Uint8Array): Json {
  return parseJson(Json, decode(bytes), "plan/not-json");
}

function decode(bytes: Uint8Array): string {
  try {
    // Zero bytes are valid UTF-8 but never valid JSON: they betray UTF-16 without a mark.
    if (!bytes.subarray(0, 4).includes(0)) return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw notUtf8(cause);
  }
  throw notUtf8();
}

function notUtf8(cause?: unknown): PipelineError {
  return new PipelineError("plan/not-utf8", "The plan is not UTF-8 text.", {
    next: "Write the output of `terraform show -json` to the file as it is; PowerShell's `>` makes it UTF-16.",
    cause,
  });
}
