import { canonicalJson, isJsonObject, type Json, type JsonObject, plainText } from "#shared/core/json.ts";

/** Where two plans of the same thing differ, in words; empty where they do the same. */
export function planDifferences(expected: JsonObject, actual: JsonObject): string[] {
  return [
    ...differences(changesOf(expected), changesOf(actual)),
    ...differences(dataOf(expected), dataOf(actual)),
    ...differences(outputsOf(expected), outputsOf(actual)),
  ];
}

type Parts = ReadonlyMap<string, Json>;

function differences(expected: Parts, actual: Parts): string[] {
  const addresses = [...new Set([...expected.keys(), ...actual.keys()])];
  return addresses.flatMap((address) => {
    const [want, have] = [expected.get(address), actual.get(address)];
    if (want === undefined || have === undefined) {
      return [`${address} is ${want === undefined ? "more than was planned" : "missing"}`];
    }
    return firstDifference(want, have, address);
  });
}

/** Mode, type, name, actions, known values and unknowns of every resource. */
function changesOf(plan: JsonObject): Parts {
  return new Map(
    listOf(plan.resource_changes).map((change) => {
      const { actions = null, after = null, after_unknown: unknown = null } = objectOf(change.change);
      const { mode = null, type = null, name = null, index = null } = change;
      return [plainText(change.address), parsed({ mode, type, name, index, actions, after, unknown })];
    }),
  );
}

/** What data sources answered already. */
function dataOf(plan: JsonObject): Parts {
  const root = objectOf(objectOf(objectOf(plan.prior_state).values).root_module);
  return new Map(
    listOf(root.resources).map((resource) => [
      `${plainText(resource.address)} (read)`,
      parsed(resource.values ?? null),
    ]),
  );
}

function outputsOf(plan: JsonObject): Parts {
  return new Map(
    Object.entries(objectOf(plan.output_changes)).map(([name, change]) => {
      const { actions = null, after = null, after_unknown: unknown = null } = objectOf(change);
      return [`output.${name}`, parsed({ actions, after, unknown })];
    }),
  );
}

/** Text that is JSON is compared by what it says. */
function parsed(value: Json): Json {
  if (typeof value === "string") return jsonIn(value);
  if (Array.isArray(value)) return value.map(parsed);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, parsed(member)]));
}

function jsonIn(text: string): Json {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return { json: JSON.parse(text) as Json };
  } catch {
    return text;
  }
}

function firstDifference(want: Json, have: Json, path: string): string[] {
  if (canonicalJson(want) === canonicalJson(have)) return [];
  if (isJsonObject(want) && isJsonObject(have)) {
    const keys = [...new Set([...Object.keys(want), ...Object.keys(have)])];
    return keys
      .flatMap((key) => firstDifference(want[key] ?? null, have[key] ?? null, `${path} ${key}`))
      .slice(0, 1);
  }
  return [`${path}: ${canonicalJson(want).slice(0, 80)} became ${canonicalJson(have).slice(0, 80)}`];
}

function listOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
