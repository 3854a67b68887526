import type { Catalogue, ResourceType } from "../../core/catalogue.ts";
import type { Facts } from "../../core/facts.ts";
import type { Reason, RetrievedType, Search, SearchLimits } from "../../core/search.ts";
import common from "../facts/common.json" with { type: "json" };
import { closureOf } from "./closure.ts";
import { cloudsOf } from "./clouds.ts";
import { coverageOf } from "./coverage.ts";
import { describeType, tokensOf } from "./describe.ts";
import type { Edge } from "./edges.ts";
import type { Lexicon } from "./lexicon.ts";
import { mentionsIn } from "./mentions.ts";
import { type Named, namedTypes } from "./named.ts";
import { remembering } from "./remembering.ts";
import { readIndex } from "./search-index.ts";
import { corrected, meaningful, wordsOf } from "./words.ts";

/** The committed index of one provider. */
interface PackedIndex {
  /** `aws`. */
  readonly name: string;
  /** The text that `packIndex` wrote. */
  read(): string;
}

/** Retrieval over a catalogue: what words name, what that needs, and what usually stands beside it. */
export function searchIn(catalogue: Catalogue, facts: Facts, packed: readonly PackedIndex[]): Search {
  const indexes = remembering((provider) => {
    const found = packed.find(({ name }) => name === provider);
    return found === undefined ? null : readIndex(found.read());
  });
  const edges = remembering((type) => indexes(providerOf(type))?.edgesOf(type) ?? []);
  const texts = remembering((name) => {
    const type = find(name, catalogue);
    return type === null ? "" : describeType(type, facts);
  });
  return {
    retrieve(request, limits) {
      const { present = [], promised = [], provider = homeOf(present) } = limits;
      const providers = cloudsOf(request, provider);
      const named = [
        ...providers.flatMap((one) => namesIn(request, indexes(one)?.lexicon, facts)),
        ...present.map((type) => ({ type, score: PRESENT, at: [] })),
        ...promised.map((type) => ({ type, score: 1, at: [] })),
      ];
      const candidates = ordered(named, edges);
      return withinLimits([...candidates, ...commonOf(providers, candidates)], { catalogue, texts, limits });
    },
  };
}

/** Any of it may be meant, and most of it is not. */
const PRESENT = 0.5;
const HOME = "aws";

/** The provider of most types, not counting those that stand beside any cloud. */
function homeOf(types: readonly string[]): string {
  const clouds = types.map(providerOf).filter((name) => name in COMMON);
  const counts = Map.groupBy(clouds, (name) => name);
  return [...counts].sort(([, left], [, right]) => right.length - left.length)[0]?.[0] ?? HOME;
}

function providerOf(type: string): string {
  return type.replace("data.", "").split("_")[0] ?? HOME;
}

function namesIn(request: string, lexicon: Lexicon | undefined, facts: Facts): Named[] {
  if (lexicon === undefined) return [];
  const words = corrected(wordsOf(request), lexicon.vocabulary);
  const mentions = [...mentionsIn(words, lexicon), ...mentionsIn(meaningful(words), lexicon)];
  return namedTypes(mentions, { lexicon, coverage: coverageOf(words, lexicon), facts });
}

interface Candidate {
  readonly type: string;
  readonly score: number;
  readonly reason: Reason;
}

/** However many ways lead to it, what nobody named stands behind what somebody did. */
const UNNAMED = 0.9;

/** What is named and brought besides is surer than either says alone. */
function ordered(named: readonly Named[], edges: (type: string) => readonly Edge[]): Candidate[] {
  const surest = merged(named);
  const candidates = new Map<string, Candidate>(
    surest.map(({ type, score, at }) => [type, { type, score, reason: { kind: "named", at } }]),
  );
  const brought = closureOf(new Map(surest.map(({ type, score }) => [type, score])), edges);
  for (const { type, score, by, path } of brought) {
    const known = candidates.get(type);
    const reason: Reason = path === null ? { kind: "usual", by } : { kind: "needed", by, path };
    const both = 1 - (1 - Math.min(1, known?.score ?? 0)) * (1 - score);
    candidates.set(type, {
      type,
      score: known === undefined ? score * UNNAMED : both,
      reason: known?.reason ?? reason,
    });
  }
  return [...candidates.values()].sort((left, right) => right.score - left.score);
}

/** Each type once, as surely as its surest naming, with every place that names it. */
function merged(named: readonly Named[]): Named[] {
  return [...Map.groupBy(named, ({ type }) => type)].map(([type, same]) => ({
    type,
    score: Math.max(...same.map(({ score }) => score)),
    at: [
      ...new Map(same.flatMap(({ at }) => at).map((span) => [`${span.start}-${span.end}`, span])).values(),
    ],
  }));
}

const COMMON: Readonly<Record<string, readonly string[]>> = common;

/** What nearly every stack has, behind everything else: words may mean it without saying it. Nothing asked for needs nothing. */
function commonOf(providers: readonly string[], candidates: readonly Candidate[]): Candidate[] {
  const known = new Set(candidates.map(({ type }) => type));
  const types = known.size === 0 ? [] : providers.flatMap((provider) => COMMON[provider] ?? []);
  return types
    .filter((type) => !known.has(type))
    .map((type) => ({ type, score: 0, reason: { kind: "usual", by: null } }));
}

interface Shelf {
  readonly catalogue: Catalogue;
  readonly texts: (name: string) => string;
  readonly limits: SearchLimits;
}

function withinLimits(
  candidates: readonly Candidate[],
  { catalogue, texts, limits }: Shelf,
): RetrievedType[] {
  const taken: RetrievedType[] = [];
  let tokens = 0;
  for (const candidate of candidates) {
    if (taken.length >= limits.types) break;
    const type = find(candidate.type, catalogue);
    const text = type === null ? "" : texts(candidate.type);
    if (type === null || tokens + tokensOf(text) > limits.tokens) continue;
    tokens += tokensOf(text);
    taken.push({ type, reason: candidate.reason, score: candidate.score, text });
  }
  return taken;
}

function find(name: string, catalogue: Catalogue): ResourceType | null {
  return name.startsWith("data.") ? catalogue.find(name.slice("data.".length), "data") : catalogue.find(name);
}
