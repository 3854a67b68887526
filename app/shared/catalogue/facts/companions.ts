import companions from "./companions.json" with { type: "json" };

export interface Companions {
  /** Without these it is of no use: a function needs its role. */
  readonly always: readonly string[];
  /** What is usually written beside it: a bucket's versioning, a listener's certificate. */
  readonly often: readonly string[];
}

const TABLE: ReadonlyMap<string, Partial<Companions>> = new Map(Object.entries(companions));

/** Types that belong beside a managed type, as the cloud works and not as an example happens to show it; `data.` stands before a data source. */
export function companionsOf(type: string): Companions {
  return { always: [], often: [], ...TABLE.get(type) };
}
