import { PipelineError } from "../core/error.ts";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import type { Operation, OperationOf } from "../core/typed-change.ts";
import type { Bodies } from "./bodies.ts";
import { meaningOfValue, verbatim, withoutNothing } from "./meaning.ts";
import { appendIn, setIn, unsetIn } from "./paths.ts";
import { renamed } from "./renamed.ts";

type Made = OperationOf<"create" | "variable" | "output" | "local" | "provider">;

/** What an operation makes of the declarations that are there: the meaning that its code must have. */
export function applyOperation(operation: Operation, bodies: Bodies): void {
  if (operation.kind === "edit") edit(operation, bodies);
  else if (operation.kind === "rename") renamed(operation, bodies);
  else if (operation.kind === "remove") bodies.delete(operation.address);
  else if (isBlock(operation)) addBlock(operation, bodies);
  else add(addressOf(operation), bodyOf(operation), bodies);
}

type Block = OperationOf<"moved" | "import" | "removed">;

function isBlock(operation: Block | Made): operation is Block {
  return operation.kind === "moved" || operation.kind === "import" || operation.kind === "removed";
}

function addBlock(operation: Block, bodies: Bodies): void {
  if (operation.kind === "moved") add(`moved ${operation.from}`, { to: { literal: operation.to } }, bodies);
  if (operation.kind === "import")
    add(`import ${operation.address}`, { id: { literal: operation.id } }, bodies);
  if (operation.kind !== "removed") return;
  bodies.delete(operation.address);
  add(`removed ${operation.address}`, { lifecycle: { destroy: false } }, bodies);
}

function addressOf(operation: Made): string {
  if (operation.kind === "create") {
    return `${operation.mode === "data" ? "data." : ""}${operation.type}.${operation.name}`;
  }
  if (operation.kind === "provider") return `${operation.provider}.${operation.alias}`;
  return `${operation.kind === "variable" ? "var" : operation.kind}.${operation.name}`;
}

function bodyOf(operation: Made): Json {
  switch (operation.kind) {
    case "create":
      return createdBody(operation);
    case "variable":
      return variableBody(operation);
    case "output":
      return outputBody(operation);
    case "local":
      return meaningOfValue(operation.value);
    case "provider":
      return providerBody(operation);
  }
}

function add(address: string, body: Json, bodies: Bodies): void {
  if (bodies.has(address)) throw twice(address);
  bodies.set(address, body);
}

type Create = OperationOf<"create">;

function createdBody({ arguments: given, count, provider, dependsOn, lifecycle }: Create): Json {
  const body = meaningOfValue(given);
  const meta: JsonObject = {
    ...(count === undefined ? {} : { count }),
    ...(provider === undefined ? {} : { provider: { literal: provider } }),
    ...(dependsOn.length === 0 ? {} : { depends_on: dependsOn.map((to) => ({ literal: to })) }),
    ...(lifecycle === undefined ? {} : { lifecycle: lifecycleBody(lifecycle) }),
  };
  return isJsonObject(body) ? { ...body, ...meta } : body;
}

function lifecycleBody({
  createBeforeDestroy,
  preventDestroy,
  ignoreChanges,
}: NonNullable<Create["lifecycle"]>): Json {
  return withoutNothing({
    create_before_destroy: createBeforeDestroy ?? null,
    prevent_destroy: preventDestroy ?? null,
    ignore_changes: verbatim(ignoreChanges ?? null),
  });
}

function variableBody({
  type,
  default: fallback,
  description,
  sensitive,
  ephemeral,
}: OperationOf<"variable">): Json {
  return withoutNothing({
    type: { literal: type },
    default: fallback === undefined ? null : meaningOfValue(fallback),
    description: verbatim(description ?? null),
    sensitive: sensitive ?? null,
    ephemeral: ephemeral === true ? true : null,
  });
}

function outputBody({ value, description, sensitive }: OperationOf<"output">): Json {
  return withoutNothing({
    value: meaningOfValue(value),
    description: verbatim(description ?? null),
    sensitive: sensitive ?? null,
  });
}

function providerBody({ alias, arguments: given }: OperationOf<"provider">): Json {
  const body = meaningOfValue(given);
  return isJsonObject(body) ? { ...body, alias: { literal: alias } } : body;
}

function edit({ address, set, unset, append = [] }: OperationOf<"edit">, bodies: Bodies): void {
  let body: Json = bodies.get(address) ?? {};
  for (const { path, value } of set) body = setIn(body, path.split("."), meaningOfValue(value));
  for (const { path, value } of append) body = appendIn(body, path.split("."), meaningOfValue(value));
  for (const path of unset) body = unsetIn(body, path.split("."));
  bodies.set(address, withoutNothing(body));
}

function twice(address: string): PipelineError {
  return new PipelineError(
    "synth/duplicate-address",
    `${address} is made twice: one would silently replace the other.`,
    {
      next: "Give one of them another name.",
      details: { address },
    },
  );
}
