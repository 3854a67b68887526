import { isJsonObject, type Json, type JsonObject } from "#shared/core/json.ts";

/** What an emitter that forgot a rule would have written: each a copy of the JSON with one kind of fault at one place. */
export function planted(json: JsonObject): JsonObject[] {
  return FAULTS.flatMap((fault) => {
    for (const section of ["resource", "output", "locals", "variable"]) {
      const place = { isDone: false };
      const spoilt = spoil(json[section] ?? null, fault, place);
      if (place.isDone) return [{ ...json, [section]: spoilt }];
    }
    return [];
  });
}

type Fault = (text: string) => string;

const FAULTS: readonly Fault[] = [
  (text) => text.replace("$${", () => "${"),
  (text) => text.replace("%%{", () => "%{"),
  (text) => text.replace("$${", () => "$$${"),
  (text) => (/^[^$%]{3,}$/.test(text) ? '${upper("x")}' : text),
  (text) => (/^[^$%]{3,}$/.test(text) ? "${var.known}" : text),
  (text) => (text.startsWith("${jsonencode(") ? text.replace('"', () => '"x') : text),
  (text) => (text.startsWith("${format(") ? text.replace("format(", () => "formatlist(") : text),
  (text) => (text.startsWith("${format(") ? text.replace(/\\\\/, () => "\\") : text),
  (text) => (text.startsWith("${join(") ? text.replace('"|"', () => '"/"') : text),
  (text) => (text.endsWith("r") ? text : text.replace("${var.known}", () => "${var.other}")),
];

/** Changes the first text that the fault changes. */
function spoil(value: Json, fault: Fault, place: { isDone: boolean }): Json {
  if (place.isDone) return value;
  if (typeof value === "string") {
    const spoilt = fault(value);
    place.isDone = spoilt !== value;
    return spoilt;
  }
  if (Array.isArray(value)) return value.map((one) => spoil(one, fault, place));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, one]): [string, Json] => [
    key,
    key === "//" ? one : spoil(one, fault, place),
  ]);
  return Object.fromEntries(entries);
}
