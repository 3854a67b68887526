import type { Cloud } from "#shared/core/clouds.ts";
import type { Contract } from "#shared/core/contract.ts";
import type { ExistingResource } from "#shared/core/existing-resource.ts";
import type { Wish } from "#shared/core/wish.ts";
import type { Understanding } from "../../intent/understanding.ts";

export interface Spoken {
  readonly request: string;
  readonly stack: string;
  /** AWS where none is said. */
  readonly cloud?: Cloud;
  readonly region: string;
  readonly existing: readonly ExistingResource[];
  /** Answers by number, null where nobody has answered. */
  readonly answers: Readonly<Record<number, string>> | null;
}

/** What is meant, and how it is promised under an id, next to the contracts that stand. */
export type Meant =
  | {
      readonly kind: "understood";
      readonly wishes: readonly Wish[];
      readonly assumptions: readonly string[];
      promise(id: string, standing: readonly Contract[]): Contract;
    }
  | Extract<Understanding, { kind: "unclear" | "refused" }>;
