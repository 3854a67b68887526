import type { Contract } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { ExistingResource } from "#shared/core/existing-resource.ts";
import type { Wish } from "#shared/core/wish.ts";
import { recipeFor } from "./author/recipes/recipes.ts";
import { promiseByRules } from "./author/rulebook/promises.ts";
import { readByRules } from "./author/rulebook/read.ts";
import type { Known } from "./author/rulebook/sheet.ts";
import { applyAnswers } from "./intent/answers.ts";
import { compileContract } from "./intent/compile-contract.ts";
import { readRequest } from "./intent/read-request.ts";
import type { Understanding } from "./intent/understanding.ts";
import { KINDS } from "./intent/vocabulary/kinds.ts";

export interface Spoken {
  readonly request: string;
  readonly stack: string;
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

/** The kinds that are understood whole come first; a thing that only the catalogue knows is read by the rules; anything else is refused. */
export function understandRequest(spoken: Spoken, known: Known): Meant {
  const read = readRequest(spoken.request, { existing: spoken.existing });
  const intent =
    read.kind === "unclear" && spoken.answers !== null ? applyAnswers(read, spoken.answers) : read;
  if (intent.kind === "understood") {
    const { wishes, assumptions } = intent;
    return {
      ...intent,
      wishes,
      assumptions,
      promise: (id, existing) => compileContract(wishes, { id, existing }),
    };
  }
  const isOpen = intent.kind === "refused" && OPEN.has(intent.code);
  return isOpen ? (byRules(spoken, known) ?? intent) : intent;
}

/** Refusals that may only say that a thing is none of the kinds. */
const OPEN = new Set(["intent/unknown-kind", "intent/not-understood"]);

/** What the recipes write: whoever asks for nothing else is answered by them alone. */
const WRITTEN = new Set(KINDS.flatMap(({ kind }) => recipeFor(kind).parts.map(({ type }) => type)));

/** Null where the rules know no more of it than the kinds do. */
function byRules(spoken: Spoken, known: Known): Meant | null {
  try {
    const { asked } = readByRules(spoken, known);
    if (asked.every(({ type }) => WRITTEN.has(type))) return null;
    return { kind: "understood", wishes: [], assumptions: [], promise: (id) => promiseByRules(asked, id) };
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    if (error.code === "author/nothing-known") return null;
    return { kind: "refused", code: error.code, message: error.message, next: error.next };
  }
}
