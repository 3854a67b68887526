import { z } from "zod";
import { everyArgument, inOtherLetters, requiredArguments } from "#shared/catalogue/probe.ts";
import {
  type ProbeDiagnostic,
  readSlips,
  type Slips,
  withOtherLetters,
} from "#shared/catalogue/probe-answers.ts";
import { withSlips } from "#shared/catalogue/probe-overlay.ts";
import type { ProviderFacts, ResourceType } from "#shared/core/catalogue.ts";
import type { JsonObject } from "#shared/core/json.ts";
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

const NOTHING: Slips = { values: new Map(), anyCase: new Set(), ranges: new Map(), rules: [] };

/** Nonsense first; then, where that brought lists to light, what is listed in other letters. */
async function probeChunk(types: readonly ResourceType[], provider: Provider): Promise<[string, Slips][]> {
  const first = await complaints(provider, types, (type) => [everyArgument(type), requiredArguments(type)]);
  const slips = new Map([...first].map(([type, said]) => [type, readSlips(said)]));
  const listing = types.filter(({ type }) => (slips.get(type)?.values.size ?? 0) > 0);
  const laid = listing.map((type) => withSlips(type, slips.get(type.type) ?? NOTHING));
  const second = await complaints(provider, laid, inOtherLetters);
  return types.map((type) => {
    const found = slips.get(type.type) ?? NOTHING;
    return [keyOf(type), withOtherLetters(found, second.get(type.type) ?? [])];
  });
}

/** What the provider says of made-up resources, by type. */
async function complaints(
  provider: Provider,
  types: readonly ResourceType[],
  write: (type: ResourceType) => readonly JsonObject[],
): Promise<ReadonlyMap<string, ProbeDiagnostic[]>> {
  const resource = Object.fromEntries(
    types.map((type) => [
      type.type,
      Object.fromEntries(write(type).map((given, index) => [`r${index}`, given])),
    ]),
  );
  const { diagnostics } = Answer.parse(await provider.ask({ resource }, "validate"));
  return Map.groupBy(diagnostics, ({ address = "" }) => address.split(".")[0] ?? "");
}
