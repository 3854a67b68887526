import superseded from "#shared/catalogue/facts/superseded.json" with { type: "json" };
import type { Catalogue } from "#shared/core/catalogue.ts";

/** What the provider's own page of a type says to use today; of two that are made side by side, each for the other. */
const SUPERSEDED: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(superseded));

/** `aws_kinesis_analytics_application` and `aws_kinesisanalyticsv2_application` are two versions of one, and so is what a type was superseded by. */
export function versionsOf(type: string, all: readonly string[]): string[] {
  const spelt = all.filter((other) => other[4] === type[4] && squeezed(other) === squeezed(type));
  return [...spelt, ...(SUPERSEDED.get(type) ?? [])];
}

function squeezed(type: string): string {
  return type.replace(/_?v\d(?=_|$)/, "").replaceAll("_", "");
}

/** Types that hold this one as a block: `aws_route` is `route` of `aws_route_table`. */
export function holdersOf(type: string, catalogue: Catalogue): string[] {
  const [provider = "", ...own] = type.split("_");
  const required = Object.entries(catalogue.find(type)?.fields ?? {}).filter(
    ([, { isRequired }]) => isRequired,
  );
  return required
    .map(([name]) => `${provider}_${name.replace(/_(id|name|arn)$/, "")}`)
    .filter((holder) => holder !== type && catalogue.find(holder)?.fields[own.at(-1) ?? ""] !== undefined);
}
