import { z } from "zod";
import { everyArgument, requiredArguments } from "#shared/catalogue/probe.ts";
import { readSlips, type Slips } from "#shared/catalogue/probe-answers.ts";
import type { ProviderFacts, ResourceType } from "#shared/core/catalogue.ts";
import { type Provider, withProvider } from "./catalogue-schema.ts";

/** More types at once take Terraform longer than their number says. */
const CHUNK = 60;

const Answer = z.object({
  diagnostics: z.array(
    z.object({
      severity: z.string(),
      summary: z.string(),
      detail: z.string().optional(),
      address: z.string().optional(),
    }),
  ),
});

export function keyOf({ mode, type }: ResourceType): string {
  return `${mode}.${type}`;
}

/**
 * What the provider itself says when it is given nonsense: the values and ranges that it takes, and arguments that go together or
 * not. Null where its binary does not lie in `plugins`. No account and no network is needed: nothing is planned.
 */
export async function probe(
  types: readonly ResourceType[],
  facts: ProviderFacts,
  plugins: string | undefined,
): Promise<ReadonlyMap<string, Slips> | null> {
  return withProvider(facts, plugins, async (provider) => {
    const resources = types.filter(({ mode }) => mode === "managed");
    const found = new Map<string, Slips>();
    for (let start = 0; start < resources.length; start += CHUNK) {
      const chunk = resources.slice(start, start + CHUNK);
      for (const [key, slips] of await probeChunk(chunk, provider)) found.set(key, slips);
    }
    return found;
  });
}

const NOTHING: Slips = { values: new Map(), ranges: new Map(), rules: [] };

async function probeChunk(types: readonly ResourceType[], provider: Provider): Promise<[string, Slips][]> {
  const resource = Object.fromEntries(
    types.map((type) => [type.type, { every: everyArgument(type), required: requiredArguments(type) }]),
  );
  const { diagnostics } = Answer.parse(await provider.ask({ resource }, "validate"));
  const about = Map.groupBy(diagnostics, ({ address = "" }) => address.split(".")[0] ?? "");
  const slips = new Map([...about].map(([type, some]) => [type, readSlips(some)]));
  return types.map((type) => [keyOf(type), slips.get(type.type) ?? NOTHING]);
}
