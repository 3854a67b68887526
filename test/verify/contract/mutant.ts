import type { ChangeDocument } from "#shared/core/change-document.ts";

type MutantClass = "attribute changed" | "resource dropped" | "relation cut" | "extra resource";

/** A change that contradicts the request in one place. */
export interface Mutant {
  readonly of: MutantClass;
  readonly what: string;
  readonly document: ChangeDocument;
}
