import { plainField } from "#shared/catalogue/field.ts";
import type { Field, Shape } from "#shared/core/catalogue.ts";

/** Terraform's own spelling of a type: `"string"`, `["list","string"]`, `["object",{…}]`. */
export type TerraformType =
  | string
  | readonly ["list" | "set" | "map", TerraformType]
  | readonly ["object", Readonly<Record<string, TerraformType>>];

export interface Attribute {
  readonly name: string;
  readonly type: TerraformType;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly sensitive: boolean;
}

export interface NestedBlock {
  readonly type_name: string;
  readonly nesting: "single" | "list" | "set" | "map";
  readonly min_items: number;
  readonly max_items: number;
  readonly block: Block;
}

export interface Block {
  readonly attributes: readonly Attribute[];
  readonly block_types: readonly NestedBlock[];
}

type Fields = Readonly<Record<string, Field>>;

/** The schema that a provider would announce for these fields; every resource has an `id` that the provider may set. */
export function blockOf(fields: Fields): Block {
  const all: Fields = { id: ID, ...fields };
  const block = within(all, false);
  return {
    ...block,
    attributes: block.attributes.map((one) =>
      one.name === "id" && one.optional ? { ...one, computed: true } : one,
    ),
  };
}

/** What a provider's own configuration, or anything nested, offers. A value of any type may not stand in a set. */
export function within(fields: Fields, isInSet: boolean): Block {
  const entries = Object.entries(fields);
  return {
    attributes: entries
      .filter(([, field]) => !isNested(field))
      .map(([name, field]) => attribute(name, field, isInSet)),
    block_types: entries
      .filter(([, field]) => isNested(field))
      .map(([name, field]) => nested(name, field, isInSet)),
  };
}

function isNested({ isBlock, isComputed, shape }: Field): boolean {
  return isBlock && !isComputed && innermost(shape).kind === "object";
}

function attribute(name: string, field: Field, isInSet: boolean): Attribute {
  const { isRequired, isComputed, isOptionalComputed, isSensitive } = field;
  return {
    name,
    type: typeOf(field.shape, isInSet),
    required: isRequired && !isComputed,
    optional: !(isRequired || isComputed),
    computed: isComputed || isOptionalComputed,
    sensitive: isSensitive,
  };
}

function nested(name: string, field: Field, isInSet: boolean): NestedBlock {
  const { shape, minItems, maxItems } = field;
  const object = innermost(shape);
  const nesting = name === "timeouts" ? "single" : "of" in shape ? shape.kind : "list";
  return {
    type_name: name,
    nesting,
    min_items: nesting === "list" || nesting === "set" ? minItems : 0,
    max_items: nesting === "list" || nesting === "set" ? (maxItems ?? 0) : 0,
    block: within(object.kind === "object" ? object.fields : {}, isInSet || nesting === "set"),
  };
}

function innermost(shape: Shape): Shape {
  return "of" in shape ? innermost(shape.of) : shape;
}

function typeOf(shape: Shape, isInSet: boolean): TerraformType {
  if (shape.kind === "any") return isInSet ? "string" : "dynamic";
  if ("of" in shape) return [shape.kind, typeOf(shape.of, isInSet)];
  if (shape.kind !== "object") return shape.kind;
  const members = Object.entries(shape.fields).map(([name, field]) => [name, typeOf(field.shape, isInSet)]);
  return ["object", Object.fromEntries(members)];
}

const ID: Field = { ...plainField("id", { kind: "string" }), isComputed: true };
