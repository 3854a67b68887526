import { familyOf, type ModelName, type ModelQuestion, type ModelUsage } from "#shared/core/model.ts";
import prices from "./prices.json" with { type: "json" };

/** US dollars for a million tokens. */
interface Rates {
  readonly input: number;
  /** Of input that was read from the cache. */
  readonly cached: number;
  readonly output: number;
}

export interface Price extends Rates {
  /** Of input that was written into the cache, where that is more. */
  readonly written?: number;
  /** Where a question has more tokens than `over`. */
  readonly long?: Rates & { readonly over: number };
}

interface Known extends Price {
  /** How these models are called, but for the date of a release. */
  readonly model: string;
}

const TABLE: Readonly<Record<string, readonly Known[]>> = prices.vendors;
const MILLION = 1_000_000;
/** `-20251101`, `-2025-08-07`, `-latest`. */
const RELEASE = "(?:-(?:\\d{8}|\\d{4}-\\d{2}-\\d{2}|latest))?";

/** A model that the table does not know costs what the dearest one of its vendor does; a server of one's own costs nothing here. */
export function priceOf({ vendor, model }: ModelName): Price {
  const known = TABLE[familyOf(vendor)] ?? [];
  const found = known.find((one) => new RegExp(`^(?:${one.model})${RELEASE}$`).test(model));
  return found ?? dearest(known);
}

function dearest(known: readonly Price[]): Rates {
  const all = known.flatMap(({ written = 0, long, ...rates }) => [
    { ...rates, input: Math.max(rates.input, written) },
    ...(long === undefined ? [] : [long]),
  ]);
  const most = (part: keyof Rates) => Math.max(0, ...all.map((one) => one[part]));
  return { input: most("input"), cached: most("cached"), output: most("output") };
}

/** What one call may cost at most: as many tokens as the question may have, and all that the answer may take. */
export function worstCase({ system, task, answer, maxTokens }: ModelQuestion, price: Price): number {
  const most = tokensAtMost(system + task + JSON.stringify(answer.schema));
  const { input, output } = dearest([price]);
  return (most * input + maxTokens * output) / MILLION;
}

/** Letters and blanks stand at least two to a token; any other byte may be one of its own. */
function tokensAtMost(text: string): number {
  const plain = text.match(/[A-Za-z ]/g)?.length ?? 0;
  return Math.ceil(plain / 2) + Buffer.byteLength(text) - plain;
}

/** What a call has cost, of whose input so many tokens were written into the cache. */
export function costOf(
  { inputTokens, cachedTokens, outputTokens }: ModelUsage,
  price: Price,
  writtenTokens = 0,
): number {
  const { input, cached, output } =
    price.long !== undefined && inputTokens > price.long.over ? price.long : price;
  const fresh = Math.max(0, inputTokens - cachedTokens - writtenTokens);
  const written = writtenTokens * (price.written ?? input);
  return (fresh * input + written + cachedTokens * cached + outputTokens * output) / MILLION;
}
