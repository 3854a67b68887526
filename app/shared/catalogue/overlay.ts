import { z } from "zod";
import type { Field, ResourceType, Shape } from "../core/catalogue.ts";

interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>> | undefined;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>> | undefined;
}
const Attribute = z.object({
  optional: z.boolean().optional(),
  required: z.boolean().optional(),
  sensitive: z.boolean().optional(),
  deprecated: z.boolean().optional(),
});
type Attribute = z.infer<typeof Attribute>;
const Block: z.ZodType<Block> = z.lazy(() =>
  z.object({
    attributes: z.record(z.string(), Attribute).optional(),
    block_types: z.record(z.string(), z.object({ block: Block })).optional(),
  }),
);
const Schemas = z.record(z.string(), z.object({ block: Block }));

/** The answer of `terraform providers schema -json` for one provider. */
export const ProviderSchema = z.object({ resource_schemas: Schemas, data_source_schemas: Schemas });
export type ProviderSchema = z.infer<typeof ProviderSchema>;

/** The flags that the bindings lose, taken from the provider itself: sensitive, deprecated, and set by the provider alone. */
export function overlay(type: ResourceType, schema: ProviderSchema): ResourceType {
  const schemas = type.mode === "data" ? schema.data_source_schemas : schema.resource_schemas;
  const block = schemas[type.type]?.block;
  return block === undefined ? type : { ...type, fields: overlaid(type.fields, block) };
}

function overlaid(fields: Readonly<Record<string, Field>>, block: Block): Record<string, Field> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const nested = block.block_types?.[name]?.block;
      if (nested !== undefined) return [name, { ...field, shape: nestedShape(field.shape, nested) }];
      const attribute = block.attributes?.[name];
      return [name, attribute === undefined ? field : flagged(field, attribute)];
    }),
  );
}

function flagged(field: Field, attribute: Attribute): Field {
  return {
    ...field,
    isComputed: attribute.optional !== true && attribute.required !== true,
    isSensitive: attribute.sensitive === true,
    isDeprecated: attribute.deprecated === true,
  };
}

function nestedShape(shape: Shape, block: Block): Shape {
  if (shape.kind === "object") return { kind: "object", fields: overlaid(shape.fields, block) };
  return "of" in shape ? { ...shape, of: nestedShape(shape.of, block) } : shape;
}
