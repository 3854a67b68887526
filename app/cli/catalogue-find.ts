import { packedCatalogues, packedFacts, packedIndexes } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { factsOf } from "#shared/catalogue/facts/pack.ts";
import { searchIn } from "#shared/catalogue/search/retrieve.ts";
import type { Reason, SearchLimits } from "#shared/core/search.ts";

/** Prints the types that belong to a request, in order, each with why and with the text that a prompt gets; 1 where there is none. */
export function findTypes(request: string, limits: SearchLimits): number {
  const found = searchIn(catalogueOf(packedCatalogues()), factsOf(packedFacts()), packedIndexes()).retrieve(
    request,
    limits,
  );
  for (const { reason, score, text } of found)
    console.log(`${score.toFixed(2)}  ${inWords(reason, request)}\n      ${text}`);
  return found.length === 0 ? 1 : 0;
}

function inWords(reason: Reason, request: string): string {
  if (reason.kind === "needed") return `needed by ${reason.by}.${reason.path}`;
  if (reason.kind === "usual") return `usual with ${reason.by ?? "anything"}`;
  const words = reason.at.map(({ start, end }) => `"${request.slice(start, end)}" at ${start}`);
  return words.length === 0 ? "named in pieces" : `named: ${[...new Set(words)].join(", ")}`;
}
