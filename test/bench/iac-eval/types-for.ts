import { searchIn } from "#shared/catalogue/search/retrieve.ts";
import type { Catalogue } from "#shared/core/catalogue.ts";
import type { Facts } from "#shared/core/facts.ts";
import { AUTHOR_ROOM, type RetrievedType } from "#shared/core/search.ts";

/** The types that a model is shown for a request. */
export function typesFor(catalogue: Catalogue, facts: Facts): (request: string) => readonly RetrievedType[] {
  const search = searchIn(catalogue, facts);
  return (request) => search.retrieve(request, AUTHOR_ROOM);
}
