import { decode, ExtData, ExtensionCodec, encode } from "@msgpack/msgpack";
import type { Block, TerraformType } from "./schema.ts";

/** A value that is known after apply. */
export const UNKNOWN = Symbol("unknown");
export type Wire = unknown;

/** Terraform writes unknown as extension 0, and as extension 12 where it knows something about it. */
const codec = new ExtensionCodec();
for (const type of [0, 12]) codec.register({ type, encode: () => null, decode: () => UNKNOWN });

export function readValue(bytes: Uint8Array | undefined): Wire {
  return bytes === undefined || bytes.length === 0 ? null : decode(bytes, { extensionCodec: codec });
}

export function writeValue(value: Wire): Uint8Array {
  return encode(marked(value));
}

function marked(value: Wire): Wire {
  if (value === UNKNOWN) return new ExtData(0, new Uint8Array([0]));
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, marked(member)]));
}

/** Puts `fill` in place of what only the provider can set and nobody has set. */
export function filled(value: Wire, block: Block, fill: (type: TerraformType, name: string) => Wire): Wire {
  if (!isObject(value)) return value;
  const attributes = block.attributes.map(({ name, type, computed }) => {
    const given = value[name] ?? null;
    return [name, given === UNKNOWN || (given === null && computed) ? fill(type, name) : given];
  });
  const blocks = block.block_types.map(({ type_name, block: inner }) => [
    type_name,
    filledEach(value[type_name] ?? null, inner, fill),
  ]);
  return Object.fromEntries([...attributes, ...blocks]);
}

function filledEach(value: Wire, block: Block, fill: (type: TerraformType, name: string) => Wire): Wire {
  if (Array.isArray(value)) return value.map((element) => filled(element, block, fill));
  return filled(value, block, fill);
}

/** A value that nobody could mistake for a provider's. */
export function invented(type: TerraformType, label: string): Wire {
  if (type === "string") return label;
  if (type === "number") return 0;
  if (type === "bool") return false;
  if (typeof type === "string") return null;
  const [kind, of] = type;
  if (kind === "list" || kind === "set") return [];
  if (kind === "map") return {};
  return Object.fromEntries(
    Object.entries(of).map(([name, member]) => [name, invented(member, `${label}.${name}`)]),
  );
}

function isObject(value: Wire): value is Readonly<Record<string, Wire>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
