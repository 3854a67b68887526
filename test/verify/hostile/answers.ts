import type { Deed } from "./deeds.ts";

/** What an answer of a row is in the product's own form, as far as it can be said there; what cannot be keeps its own members. */
export interface Mapped {
  readonly operations: readonly Deed[];
  /** Members that a typed change has not. */
  readonly strange: Readonly<Record<string, unknown>>;
  /** Free text of the answer. */
  readonly prose: readonly string[];
}

type Members = Readonly<Record<string, unknown>>;

/** Reads the neutral form `{"ops": […]}` or `{"files": […]}`; null for what is no JSON object. */
export function mappedFrom(text: string): Mapped | null {
  const value = parsed(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { ops, ...strange } = value as Members;
  const list = Array.isArray(ops) ? (ops as unknown[]) : [];
  return {
    operations: list.map((op) => operationOf(op as Members)),
    strange: Array.isArray(ops) || ops === undefined ? strange : { ...strange, operations: ops },
    prose: stringsIn(strange),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ...{ update: "edit", modify: "edit", set: "edit", delete: "remove", destroy: "remove", replace: "remove" },
};
/** Types of the neutral form that are operations of their own here. */
const KINDS = new Set(["variable", "output", "local", "provider", "moved", "import", "removed"]);

function operationOf({ op, type, address, name, args, ...rest }: Members): Deed {
  const kind = WORDS[String(op)] ?? String(op);
  const settings = (args ?? {}) as Members;
  if (kind === "edit") {
    const set = Object.entries(settings).map(([path, value]) => ({ path, value }));
    return { kind, address, set, unset: [], ...rest };
  }
  if (kind === "remove") return { kind, address, ...rest };
  if (kind === "provider")
    return { kind, provider: name ?? type, alias: "other", arguments: settings, ...rest };
  if (KINDS.has(String(type))) return { kind: type, name, ...settings, ...rest };
  const isData = String(type).startsWith("data.");
  return {
    ...{ kind, mode: isData ? "data" : "managed", type: String(type).replace(/^data\./, ""), name },
    ...{ arguments: settings, dependsOn: [], ...rest },
  };
}

/** Every text in a value, keys included. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...(Array.isArray(value) ? [] : [key]),
    ...stringsIn(member),
  ]);
}
