import type { Finding } from "../../core/finding.ts";
import type { GateProfile } from "../../core/gate-profile.ts";
import type { Json } from "../../core/json.ts";
import { deny } from "./denial.ts";
import { JsonReader } from "./json-reader.ts";

/** The value of a text that is exactly one JSON value in strict UTF-8, and what is held against its form; no value where it cannot be read. */
export function readJsonText(
  bytes: Uint8Array,
  limits: GateProfile["limits"],
): { value: Json | undefined; denials: Finding[] } {
  if (bytes.length > limits.bytes)
    return refused(deny("too-large", {}, `The document has more than ${limits.bytes} bytes.`));
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refused(deny("json-invalid", {}, "The document is not UTF-8."));
  }
  const reader = new JsonReader(text, limits.depth);
  const value = reader.document();
  return value === undefined ? refused(...reader.denials) : { value, denials: reader.denials };
}

function refused(...denials: Finding[]): { value: undefined; denials: Finding[] } {
  return { value: undefined, denials };
}
