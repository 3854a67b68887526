import type { Catalogue } from "../core/catalogue.ts";
import type {
  Action,
  ChangeDocument,
  DataRead,
  OutputChange,
  ResourceChange,
} from "../core/change-document.ts";
import { canonicalJson, isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import { blocksOf, labelled, without } from "./blocks.ts";
import { hasTrue, mergeMarks } from "./marks.ts";
import { plain, providerOf, providerUses } from "./provider-of.ts";
import { type Resolved, resolveArguments } from "./resolved-value.ts";

const META = ["//", "count", "for_each", "depends_on", "lifecycle", "provider", "provisioner", "connection"];

/**
 * What base against head would change, in the plan's shape and without any state: an expression is unknown, an absent argument
 * absent. Actions compare the code, so an apply may still do more where the cloud has drifted.
 */
export function documentFromSynth(base: Json | null, head: Json, catalogue: Catalogue): ChangeDocument {
  const old = isJsonObject(base) ? base : {};
  const next = isJsonObject(head) ? head : {};
  return {
    source: "synth",
    resources: resourceChanges(old, next, catalogue),
    data: labelled(next.data, 2).map(({ labels, body }) => dataRead(labels, body, { catalogue, json: next })),
    providers: providerUses(next),
    outputs: outputChanges(old, next),
  };
}

interface Around {
  readonly catalogue: Catalogue;
  readonly json: JsonObject;
}

function resourceChanges(old: JsonObject, next: JsonObject, catalogue: Catalogue): ResourceChange[] {
  const before = bodies(old);
  const after = bodies(next);
  const moved = new Map(addressPairs(next.moved, "from"));
  const imported = new Map(addressPairs(next.import, "id"));
  const forgotten = new Set(addressPairs(next.removed, "from").map(([, from]) => from));
  const left = new Set(moved.values());
  const kept = [...after].map(([address, body]) => {
    const from = before.has(address) ? undefined : moved.get(address);
    const importId = imported.get(address);
    const change = compare(
      address,
      { before: before.get(from ?? address), after: body },
      { catalogue, json: next },
    );
    return {
      ...change,
      ...(from === undefined ? {} : { previousAddress: from }),
      ...(importId === undefined ? {} : { importId }),
    };
  });
  const gone = [...before].filter(([address]) => !after.has(address) && !left.has(address));
  const removed = gone.map(([address, body]) => {
    const change = compare(address, { before: body, after: undefined }, { catalogue, json: old });
    return forgotten.has(address) ? { ...change, actions: ["forget" as const] } : change;
  });
  return [...kept, ...removed];
}

function bodies(json: JsonObject): Map<string, JsonObject> {
  return new Map(
    labelled(json.resource, 2).map(({ labels, body }) => [labels.join("."), without(body, "//")]),
  );
}

/** `moved`, `import` and `removed` blocks by the address they lead to. */
function addressPairs(section: Json | undefined, from: string): [string, string][] {
  return blocksOf(section).map((block) => [plain(block.to), plain(block[from])]);
}

interface Sides {
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
}

function compare(address: string, sides: Sides, around: Around): ResourceChange {
  const [type = "", name = ""] = address.split(".");
  const before = resolve(type, sides.before, around);
  const after = resolve(type, sides.after, around);
  return {
    address,
    type,
    name,
    provider: providerOf(type, sides.after ?? sides.before ?? {}, around.json),
    actions: [actionOf(sides)],
    before: before?.value ?? null,
    after: after?.value ?? null,
    unknown: after?.unknown ?? {},
    sensitive: mergeMarks(before?.sensitive ?? {}, after?.sensitive ?? {}),
    references: [...(after?.references ?? [])],
    replacePaths: [],
  };
}

function actionOf({ before, after }: Sides): Action {
  if (before === undefined) return "create";
  if (after === undefined) return "delete";
  return canonicalJson(before) === canonicalJson(after) ? "no-op" : "update";
}

function resolve(type: string, body: JsonObject | undefined, { catalogue }: Around): Resolved | null {
  if (body === undefined) return null;
  return resolveArguments(without(body, ...META), catalogue.find(type)?.fields ?? {});
}

function dataRead(labels: readonly string[], body: JsonObject, around: Around): DataRead {
  const [type = "", name = ""] = labels;
  const fields = around.catalogue.find(type, "data")?.fields ?? {};
  const { value = {}, references } = resolveArguments(without(body, ...META), fields);
  const provider = providerOf(type, body, around.json);
  return {
    address: `data.${type}.${name}`,
    type,
    name,
    provider,
    arguments: value,
    references: [...references],
  };
}

function outputChanges(old: JsonObject, next: JsonObject): OutputChange[] {
  const before = new Map(labelled(old.output, 1).map(({ labels, body }) => [labels[0] ?? "", body]));
  const after = new Map(labelled(next.output, 1).map(({ labels, body }) => [labels[0] ?? "", body]));
  return [...new Set([...before.keys(), ...after.keys()])].map((name) => {
    const sides = { before: before.get(name), after: after.get(name) };
    const [was, is] = [sides.before, sides.after].map((body) =>
      resolveArguments({ value: body?.value ?? null }, {}),
    );
    return {
      name,
      actions: [actionOf(sides)],
      before: member(was?.value),
      after: member(is?.value),
      unknown: hasTrue(is?.unknown ?? false),
      sensitive: sides.before?.sensitive === true || sides.after?.sensitive === true,
    };
  });
}

function member(value: Json | undefined): Json {
  return isJsonObject(value) ? (value.value ?? null) : null;
}
