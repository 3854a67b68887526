import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import type { Catalogue, ResourceType } from "#shared/core/catalogue.ts";
import { type Block, blockOf, type NestedBlock, within } from "./schema.ts";
import { filled, invented, readValue, UNKNOWN, type Wire, writeValue } from "./values.ts";

interface DynamicValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}
type Request = Readonly<Record<string, DynamicValue>> & { readonly type_name: string };
type Answer = (request: Request) => object;

const NESTING = { single: 1, list: 2, set: 3, map: 4 } as const;

/** What a provider answers that believes everything: schemas from the catalogue, invented values for what only it could know. */
export function handlersOf(
  name: string,
  catalogue: Catalogue,
  configuration: ResourceType["fields"],
): UntypedServiceImplementation {
  const blocks = {
    managed: blocksOf(name, catalogue, "managed"),
    data: blocksOf(name, catalogue, "data"),
  };
  const block = (mode: "managed" | "data", type: string) =>
    blocks[mode].get(type) ?? { attributes: [], block_types: [] };
  let made = 0;
  const label = (type: string) => {
    made += 1;
    const number = made;
    return (_: unknown, attribute: string) => `stand-in/${type}/${number}/${attribute}`;
  };
  const settle = (mode: "managed" | "data", type: string, value: Wire) => {
    const labelled = label(type);
    return filled(value, block(mode, type), (shape, attribute) =>
      invented(shape, labelled(shape, attribute)),
    );
  };
  // Every command of Terraform asks for it, and it is the same each time.
  const schemas = {
    provider: { version: 0, block: onWire(within(configuration, false)) },
    resource_schemas: schemasOf(blocks.managed),
    data_source_schemas: schemasOf(blocks.data),
  };
  const answers: Record<string, Answer> = {
    GetSchema: () => schemas,
    PrepareProviderConfig: ({ config }) => ({ prepared_config: config }),
    ValidateResourceTypeConfig: () => ({}),
    ValidateDataSourceConfig: () => ({}),
    Configure: () => ({}),
    Stop: () => ({}),
    UpgradeResourceState: ({ raw_state }) => ({ upgraded_state: { json: raw_state?.json } }),
    ReadResource: ({ current_state }) => ({ new_state: current_state }),
    PlanResourceChange: ({ type_name, proposed_new_state }) => ({
      planned_state: written(filled(read(proposed_new_state), block("managed", type_name), () => UNKNOWN)),
      legacy_type_system: true,
    }),
    ApplyResourceChange: ({ type_name, planned_state }) => ({
      new_state: written(settle("managed", type_name, read(planned_state))),
      legacy_type_system: true,
    }),
    ReadDataSource: ({ type_name, config }) => ({ state: written(settle("data", type_name, read(config))) }),
  };
  return Object.fromEntries(
    Object.entries(answers).map(([method, answer]) => [
      method,
      (call: { request: Request }, reply: (error: Error | null, response?: object) => void) => {
        try {
          reply(null, answer(call.request));
        } catch (error) {
          reply(error instanceof Error ? error : new Error(String(error)));
        }
      },
    ]),
  );
}

function read(value: DynamicValue | undefined): Wire {
  return readValue(value?.msgpack);
}

function written(value: Wire): DynamicValue {
  return { msgpack: writeValue(value) };
}

function blocksOf(
  provider: string,
  catalogue: Catalogue,
  mode: "managed" | "data",
): ReadonlyMap<string, Block> {
  return new Map(
    catalogue
      .types({ provider, mode })
      .map((type) => [type, blockOf(catalogue.find(type, mode)?.fields ?? {})]),
  );
}

function schemasOf(blocks: ReadonlyMap<string, Block>): object {
  return Object.fromEntries([...blocks].map(([type, block]) => [type, { version: 0, block: onWire(block) }]));
}

function onWire({ attributes, block_types }: Block): object {
  return {
    attributes: attributes.map((one) => ({ ...one, type: Buffer.from(JSON.stringify(one.type)) })),
    block_types: block_types.map((one: NestedBlock) => ({
      ...one,
      nesting: NESTING[one.nesting],
      block: onWire(one.block),
    })),
  };
}
