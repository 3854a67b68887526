import { parseArgs } from "node:util";
import { readBindings } from "../../app/cli/catalogue-build.ts";
import { rawSchemaOf } from "../../app/cli/catalogue-schema.ts";
import { compareSources, type SchemaBlock } from "./catalogue-sources.ts";

/** Compares what the bindings of AWS say with what the provider itself says; the goal is one disagreement in a thousand facts. */
const { values } = parseArgs({
  options: { plugins: { type: "string" }, plant: { type: "boolean", default: false } },
});
const { facts, types } = readBindings("node_modules/@cdktf/provider-aws");
const schema = await rawSchemaOf(facts, values.plugins);
if (schema === null) {
  console.error("no provider binary of this version lies in the plugin folder: name it with --plugins DIR");
  process.exit(3);
}
const { resource_schemas, data_source_schemas } = schema as Record<
  string,
  Record<string, { block: SchemaBlock }>
>;
const compared = types.map((type) => {
  const schemas = type.mode === "data" ? data_source_schemas : resource_schemas;
  // Planted: bindings that take every required argument for an optional one.
  const read = values.plant
    ? {
        ...type,
        fields: JSON.parse(JSON.stringify(type.fields).replaceAll('"isRequired":true', '"isRequired":false')),
      }
    : type;
  return compareSources(read, schemas?.[type.type]?.block ?? {});
});
const disagreements = compared.flatMap((one) => one.disagreements);
const total = compared.reduce((sum, one) => sum + one.facts, 0);
console.table(disagreements.slice(0, 60));
const passed = total - disagreements.length;
console.log(
  JSON.stringify({
    name: "verify:catalogue",
    passed,
    total,
    share: passed / total,
    types: types.length,
    disagreements: disagreements.length,
  }),
);
process.exitCode = disagreements.length * 1000 <= total ? 0 : 1;
