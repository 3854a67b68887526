import { searchIn } from "#shared/catalogue/search/retrieve.ts";
import type { Catalogue, ResourceType } from "#shared/core/catalogue.ts";
import type { Facts } from "#shared/core/facts.ts";

/** What a prompt has room for. */
const LIMITS = { types: 60, tokens: 12_000 };

/** The types that a model is shown for a request. */
export function typesFor(catalogue: Catalogue, facts: Facts): (request: string) => readonly ResourceType[] {
  const search = searchIn(catalogue, facts);
  return (request) => search.retrieve(request, LIMITS).map(({ type }) => type);
}
