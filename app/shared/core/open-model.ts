import type { Model, ModelName } from "./model.ts";
import type { Purse } from "./purse.ts";

/** What a model is opened with: who pays for it, and how many milliseconds one question may take with its further tries. */
interface ModelTerms {
  readonly purse: Purse;
  readonly timeoutMs: number;
}

/** The named model, null where the server has no key for it or does not know where it is. */
export type OpenModel = (name: ModelName, terms: ModelTerms) => Model | null;
