import type { Facts } from "../../core/facts.ts";
import type { Coverage } from "./coverage.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Mention } from "./mentions.ts";

/** A type that the request names, with the words that do. */
export interface Named {
  readonly type: string;
  readonly score: number;
  readonly at: readonly { readonly start: number; readonly end: number }[];
}

const SCATTERED = 0.8;
const WHOLE = 0.95;
const LEAST = 0.12;

interface Request {
  readonly lexicon: Lexicon;
  readonly coverage: Coverage;
  readonly facts: Facts;
}

/** Types that words of the request name, as a phrase or scattered over it; each as often as it is named. */
export function namedTypes(mentions: readonly Mention[], request: Request): Named[] {
  const covered = new Map(request.lexicon.types.map((type) => [type.type, request.coverage(type)]));
  return [...called(mentions, covered, request.facts), ...scattered(covered, request.facts)];
}

function called(mentions: readonly Mention[], covered: ReadonlyMap<string, number>, facts: Facts): Named[] {
  const common = commonest(mentions, facts);
  return mentions.map((mention) => ({
    type: mention.type,
    score: strengthOf(mention, {
      covered,
      isCommon: common.get(placeOf(mention)) === facts.weight(mention.type),
    }),
    at: [{ start: mention.start, end: mention.end }],
  }));
}

/** Types whose names the request says in pieces, here and there. */
function scattered(covered: ReadonlyMap<string, number>, facts: Facts): Named[] {
  return [...covered]
    .filter(([, share]) => share > 0)
    .map(([type, share]) => ({
      type,
      score: share > WHOLE ? SCATTERED : SCATTERED * share ** 2 * usualness(type, facts),
      at: [],
    }))
    .filter(({ score }) => score >= LEAST);
}

interface Sight {
  readonly covered: ReadonlyMap<string, number>;
  /** No other type that the words may mean is more common. */
  readonly isCommon: boolean;
}

/** A shared ending ("subnet group") means the type whose service the request names; else the commonest one. */
function strengthOf(mention: Mention, { covered, isCommon }: Sight): number {
  if (!mention.isEnding) return mention.strength;
  const whole = covered.get(mention.type) ?? 0;
  if (whole > WHOLE) return 0.9;
  return mention.strength * (isCommon ? 1 : 0.4) * (0.4 + 0.6 * whole);
}

/** By place in the request, the highest weight of the types that it may mean. */
function commonest(mentions: readonly Mention[], facts: Facts): Map<string, number> {
  const highest = new Map<string, number>();
  for (const mention of mentions) {
    const place = placeOf(mention);
    highest.set(place, Math.max(highest.get(place) ?? 0, facts.weight(mention.type)));
  }
  return highest;
}

function placeOf({ start, end }: Mention): string {
  return `${start}-${end}`;
}

/** Half for what no example shows, nearly one for what stands everywhere. */
function usualness(type: string, facts: Facts): number {
  return 1 - 0.5 / (1 + Math.log1p(facts.weight(type)) / 2);
}
