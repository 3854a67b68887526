import { tmpdir } from "node:os";
import { join } from "node:path";
import { packedCatalogues, packedFacts, packedIndexes } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { factsOf } from "#shared/catalogue/facts/pack.ts";
import { searchIn } from "#shared/catalogue/search/retrieve.ts";
import { DEFAULT_PROFILE } from "#shared/checks/static-gate/default-profile.ts";
import { judgingHands } from "../../app/adapters/judging-hands.ts";
import { keylessAuthor } from "../../app/author/keyless.ts";
import { keylessSeats } from "../../app/experts/analysers/seats.ts";
import type { Judges } from "../../app/steps/judges.ts";
import { tool } from "./tools.ts";

/** The key-less author and every judge as the App has them; what was synthesised or scanned once is not done again. */
export async function realJudges(): Promise<Judges> {
  const hands = await judgingHands({
    binary: tool("trivy"),
    cacheDirectory: join(tmpdir(), "code-engine-tests"),
  });
  const catalogue = catalogueOf(packedCatalogues());
  const facts = factsOf(packedFacts());
  const known = { catalogue, facts, search: searchIn(catalogue, facts, packedIndexes()) };
  return {
    ...hands,
    ...known,
    author: keylessAuthor(known),
    profile: DEFAULT_PROFILE,
    seats: keylessSeats(hands.engines.contract),
    synthesiser: { synthesise: once((job) => hands.synthesiser.synthesise(job)) },
    scanner: {
      ready: hands.scanner.ready,
      scan: once((document, kind) => hands.scanner.scan(document, kind)),
    },
  };
}

function once<Args extends unknown[], T>(work: (...args: Args) => Promise<T>): (...args: Args) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (...args) => {
    const key = JSON.stringify(args);
    const result = known.get(key) ?? work(...args);
    known.set(key, result);
    return result;
  };
}
