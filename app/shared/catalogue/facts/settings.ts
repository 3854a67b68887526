import settings from "./settings.json" with { type: "json" };

const TABLE: ReadonlyMap<string, readonly { readonly to: string }[]> = new Map(Object.entries(settings));

/** Types that a type takes in settings of a name and a value, which no argument's name tells; source: the service's list of options. */
export function takenBySettings(type: string): readonly string[] {
  return (TABLE.get(type) ?? []).map(({ to }) => to);
}
