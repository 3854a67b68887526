import type { ChangeDocument, Reference, ResourceChange } from "#shared/core/change-document.ts";
import { isJsonObject, type Json } from "#shared/core/json.ts";
import type { OperationOf } from "#shared/core/typed-change.ts";
import { type Operation, TypedChange } from "#shared/core/typed-change.ts";

/** What an author wrote and the document that it comes to, without writing or synthesising it; `base` stood before. */
export function writtenOf(operations: readonly unknown[], base: readonly ResourceChange[] = []) {
  const change = TypedChange.parse({ stack: "app", title: "Change", operations });
  const made = change.operations.filter(isCreate);
  const data = made
    .filter(({ mode }) => mode === "data")
    .map((one) => ({ ...bodyOf(one), arguments: bodyOf(one).after }));
  const resources = made.filter(({ mode }) => mode === "managed").map(bodyOf);
  const document: ChangeDocument = {
    ...{ source: "synth", providers: [], outputs: [] },
    resources: [...base, ...resources],
    data: data.map((one) => ({ ...one, address: `data.${one.address}` })),
  };
  return { change, document };
}

const isCreate = (one: Operation): one is OperationOf<"create"> => one.kind === "create";

function bodyOf({ type, name, arguments: given, dependsOn }: OperationOf<"create">): ResourceChange {
  const references: Reference[] = dependsOn.map((to) => ({ path: "", to }));
  const unknown: Record<string, Json> = {};
  const after = JSON.parse(JSON.stringify(given)) as Json;
  const plain = (value: Json, path: string): Json => {
    if (Array.isArray(value)) return value.map((one) => plain(one, path));
    if (!isJsonObject(value)) return value;
    if (Object.keys(value).some((key) => key.startsWith("$"))) {
      const found = JSON.stringify(value).matchAll(/"\$ref":"((?:data\.[^."]+\.[^."]+)|[^."]+\.[^."]+)/g);
      for (const [, to = ""] of found) references.push({ path, to });
      unknown[path.split(".")[0] ?? ""] = true;
      return null;
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, plain(one, path === "" ? key : `${path}.${key}`)]),
    );
  };
  const known = plain(after, "");
  const rest = { before: null, sensitive: {}, replacePaths: [] };
  return {
    ...{
      address: `${type}.${name}`,
      type,
      name,
      provider: type.split("_")[0] ?? "",
      actions: ["create"],
      ...rest,
    },
    ...{ after: known, unknown, references },
  };
}

/** A resource of the base that the change leaves as it is. */
export function standingResource(address: string, attributes: Json): ResourceChange {
  const [type = "", name = ""] = address.split(".");
  const rest = { unknown: {}, sensitive: {}, references: [], replacePaths: [] };
  return {
    address,
    type,
    name,
    provider: "aws",
    actions: ["no-op"],
    before: attributes,
    after: attributes,
    ...rest,
  };
}
