import type { Contract, Promised } from "#shared/core/contract.ts";
import { markFor } from "./redact.ts";
import { eachText } from "./taking-out.ts";

/** What says where, and has to stay what it is for the promise to be looked up. */
const PLACES = new Set(["id", "kind", "type", "name", "refersTo", "path"]);

/** A contract without secrets: what a change may not tell stands here as it does there, so that a promise about it still compares. */
export function redactedContract(contract: Contract, clean: (text: string) => string): Contract {
  const named = { ...contract, promises: contract.promises.map(withoutNamed) };
  return eachText(named, (text, name) => (PLACES.has(name) ? text : clean(text)));
}

function withoutNamed(promise: Promised): Promised {
  if (!("value" in promise) || typeof promise.value !== "string") return promise;
  const paths = "path" in promise ? [promise.path] : "paths" in promise ? (promise.paths ?? []) : [];
  const { value } = promise;
  const mark = paths.map((path) => markFor(value, path)).find((one) => one !== null);
  return mark === undefined ? promise : ({ ...promise, value: mark } as Promised);
}
