import { z } from "zod";
import type { Field, ResourceType, Shape } from "../core/catalogue.ts";

interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>> | undefined;
  readonly block_types?: Readonly<Record<string, BlockType>> | undefined;
  readonly deprecated?: boolean | undefined;
}
interface BlockType {
  readonly block: Block;
  readonly min_items?: number | undefined;
  readonly max_items?: number | undefined;
}
const Attribute = z.object({
  optional: z.boolean().optional(),
  required: z.boolean().optional(),
  computed: z.boolean().optional(),
  write_only: z.boolean().optional(),
  sensitive: z.boolean().optional(),
  deprecated: z.boolean().optional(),
});
type Attribute = z.infer<typeof Attribute>;
const Block: z.ZodType<Block> = z.lazy(() =>
  z.object({
    attributes: z.record(z.string(), Attribute).optional(),
    deprecated: z.boolean().optional(),
    block_types: z
      .record(
        z.string(),
        z.object({
          block: Block,
          min_items: z.number().optional(),
          max_items: z.number().optional(),
        }),
      )
      .optional(),
  }),
);
const Schemas = z.record(z.string(), z.object({ block: Block }));

/** The answer of `terraform providers schema -json` for one provider. */
export const ProviderSchema = z.object({ resource_schemas: Schemas, data_source_schemas: Schemas });
export type ProviderSchema = z.infer<typeof ProviderSchema>;

/** What the bindings lose, taken from the provider itself: sensitive, deprecated, write-only, set by the provider, and bounds. */
export function overlay(type: ResourceType, schema: ProviderSchema): ResourceType {
  const schemas = type.mode === "data" ? schema.data_source_schemas : schema.resource_schemas;
  const block = schemas[type.type]?.block;
  if (block === undefined) return type;
  return { ...type, isDeprecated: block.deprecated === true, fields: overlaid(type.fields, block) };
}

function overlaid(fields: Readonly<Record<string, Field>>, block: Block): Record<string, Field> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const nested = block.block_types?.[name];
      if (nested !== undefined) return [name, bounded(field, nested)];
      const attribute = block.attributes?.[name];
      return [name, attribute === undefined ? field : flagged(field, attribute)];
    }),
  );
}

function bounded(field: Field, { block, min_items, max_items }: BlockType): Field {
  return {
    ...field,
    shape: nestedShape(field.shape, block),
    isDeprecated: block.deprecated === true,
    minItems: min_items ?? 0,
    maxItems: max_items ?? null,
  };
}

function flagged(field: Field, attribute: Attribute): Field {
  return {
    ...field,
    isComputed: attribute.optional !== true && attribute.required !== true,
    isOptionalComputed: attribute.optional === true && attribute.computed === true,
    isWriteOnly: attribute.write_only === true,
    isSensitive: attribute.sensitive === true,
    isDeprecated: attribute.deprecated === true,
  };
}

function nestedShape(shape: Shape, block: Block): Shape {
  if (shape.kind === "object") return { kind: "object", fields: overlaid(shape.fields, block) };
  return "of" in shape ? { ...shape, of: nestedShape(shape.of, block) } : shape;
}
