import { PipelineError } from "#shared/core/error.ts";
import { isJsonObject, Json, type JsonObject } from "#shared/core/json.ts";
import { parseJson, parseShape } from "#shared/core/parse.ts";

/** The files of a plain Terraform stack as one Terraform JSON document; what the parser cannot represent is `synth/hcl-unreadable`. */
export async function hclToJson(files: Readonly<Record<string, string>>): Promise<JsonObject> {
  let document: JsonObject = {};
  for (const [path, text] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))) {
    // Terraform reads the folder itself and nothing below it.
    if (!path.includes("/")) document = merged(document, await read(path, text));
  }
  if (Object.keys(document).length > 0) return document;
  throw new PipelineError("synth/no-configuration", "The stack's folder has no Terraform file.", {
    next: "Add a .tf file, or correct the stack's path in the settings.",
  });
}

async function read(path: string, text: string): Promise<JsonObject> {
  if (path.endsWith("override.tf") || path.endsWith("override.tf.json"))
    throw unreadable(path, "is an override file");
  if (path.endsWith(".tf.json")) return objectIn(path, parseJson(Json, text, "synth/hcl-unreadable"));
  if (!path.endsWith(".tf")) return {};
  const { parse } = await import("@cdktf/hcl2json");
  try {
    return objectIn(path, parseShape(Json, await parse(path, text), "synth/hcl-unreadable"));
  } catch (cause) {
    throw unreadable(path, cause instanceof Error ? cause.message : String(cause));
  }
}

function objectIn(path: string, json: Json): JsonObject {
  if (isJsonObject(json)) return json;
  throw unreadable(path, "is not an object");
}

/** Blocks of the same labels stand beside each other; nothing is overwritten. */
function merged(one: JsonObject, other: JsonObject): JsonObject {
  const entries = Object.entries(other).map(([key, value]): [string, Json] => {
    const present = one[key];
    if (present === undefined) return [key, value];
    if (isJsonObject(present) && isJsonObject(value)) return [key, merged(present, value)];
    return [key, [present, value].flat()];
  });
  return { ...one, ...Object.fromEntries(entries) };
}

function unreadable(path: string, reason: string): PipelineError {
  return new PipelineError("synth/hcl-unreadable", `${path}: ${reason.slice(0, 1000)}`, {
    next: "Correct the file so that `terraform validate` passes, and avoid what JSON cannot express.",
  });
}
