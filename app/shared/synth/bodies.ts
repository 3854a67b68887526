import { isJsonObject, type Json, type JsonObject, plainText } from "../core/json.ts";
import { blocksOf, labelled, without } from "./blocks.ts";
import { meaningOf, verbatim } from "./meaning.ts";

/** What every declaration means, by address: `aws_s3_bucket.x`, `data.…`, `var.x`, `local.x`, `output.x`, `aws.west`, `moved a.b`. */
export type Bodies = Map<string, Json>;

/** Two of one address cannot be told apart in JSON: the later one stands. */
export function bodiesOf(json: Json): Bodies {
  if (!isJsonObject(json)) return new Map();
  return new Map([
    ...resources(json.resource, ""),
    ...resources(json.data, "data."),
    ...named(json.variable, "var", verbatim),
    ...named(json.output, "output", outputMeaning),
    ...blocksOf(json.locals).flatMap(localsOf),
    ...labelled(json.provider, 1).flatMap(providerOf),
    ...blocksOf(json.moved).map((block) => keyed("moved", block, "from")),
    ...blocksOf(json.import).map((block) => keyed("import", block, "to")),
    ...blocksOf(json.removed).map((block) => keyed("removed", block, "from")),
  ]);
}

type Entry = [string, Json];

function resources(section: Json | undefined, prefix: string): Entry[] {
  return labelled(section, 2).map(({ labels, body }) => [
    `${prefix}${labels.join(".")}`,
    meaningOf(without(body, "//")),
  ]);
}

function named(section: Json | undefined, prefix: string, meaning: (body: JsonObject) => Json): Entry[] {
  return labelled(section, 1).map(({ labels, body }) => [
    `${prefix}.${labels.join(".")}`,
    meaning(without(body, "//")),
  ]);
}

/** Terraform evaluates nothing in a description. */
function outputMeaning({ description = null, ...body }: JsonObject): Json {
  const meaning = meaningOf(body);
  return description === null || !isJsonObject(meaning)
    ? meaning
    : { ...meaning, description: verbatim(description) };
}

function localsOf(block: JsonObject): Entry[] {
  return Object.entries(without(block, "//")).map(([name, value]) => [`local.${name}`, meaningOf(value)]);
}

/** The configuration without an alias belongs to the rest of the stack. */
function providerOf({ labels, body }: ReturnType<typeof labelled>[number]): Entry[] {
  return typeof body.alias === "string" ? [[`${labels.join(".")}.${body.alias}`, meaningOf(body)]] : [];
}

function keyed(kind: string, block: JsonObject, key: string): Entry {
  return [`${kind} ${plainText(block[key])}`, meaningOf(without(block, key, "//"))];
}

/** All that is in no body. */
export function restOf(json: Json): JsonObject {
  if (!isJsonObject(json)) return {};
  // CDKTF writes the directory of the synthesis into the backend; the host replaces it anyway.
  const terraform = blocksOf(json.terraform).map((block) => without(block, "backend"));
  const provider = labelled(json.provider, 1).filter(({ body }) => typeof body.alias !== "string");
  const sections = [
    "resource",
    "data",
    "variable",
    "output",
    "locals",
    "provider",
    "moved",
    "import",
    "removed",
    "//",
  ];
  return {
    ...without(json, ...sections),
    terraform,
    provider: provider.map(({ labels, body }) => [...labels, body]),
  };
}
