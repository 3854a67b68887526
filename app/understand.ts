import type { Cloud } from "#shared/core/clouds.ts";
import type { Contract } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { ExistingResource } from "#shared/core/existing-resource.ts";
import type { Wish } from "#shared/core/wish.ts";
import { recipeFor, requireRecipes } from "./author/recipes/recipes.ts";
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

/** The kinds that are understood whole come first; a thing that only the catalogue knows is read by the rules; anything else is refused. */
export function understandRequest(spoken: Spoken, known: Known): Meant {
  const { cloud = "aws" } = spoken;
  const read = readRequest(spoken.request, { existing: spoken.existing, cloud });
  const intent =
    read.kind === "unclear" && spoken.answers !== null ? applyAnswers(read, spoken.answers) : read;
  const lacking = withoutEqual(intent, cloud);
  if (lacking !== null) return lacking;
  if (intent.kind === "understood") {
    const { wishes, assumptions } = intent;
    return {
      ...intent,
      wishes,
      assumptions,
      promise: (id, existing) => compileContract(wishes, { id, existing, cloud }),
    };
  }
  const isOpen = cloud === "aws" && intent.kind === "refused" && OPEN.has(intent.code);
  return isOpen ? (byRules(spoken, known) ?? intent) : intent;
}

/** What the cloud has no equal of is said before anything is asked about it. */
function withoutEqual(intent: Understanding, cloud: Cloud): Refused | null {
  if (intent.kind === "refused") return null;
  try {
    requireRecipes(intent.kind === "unclear" ? intent.draft.wishes : intent.wishes, cloud);
    return null;
  } catch (error) {
    return refused(error);
  }
}

type Refused = Extract<Understanding, { kind: "refused" }>;

function refused(error: unknown): Refused {
  if (!(error instanceof PipelineError)) throw error;
  return { kind: "refused", code: error.code, message: error.message, next: error.next };
}

/** Refusals that may only say that a thing is none of the kinds. */
const OPEN = new Set(["intent/unknown-kind", "intent/not-understood"]);

/** What the recipes write of kinds that are known in full: whoever asks for nothing else is answered by them alone. */
const WRITTEN = new Set(
  KINDS.filter(({ isOutline }) => isOutline !== true).flatMap(({ kind }) =>
    recipeFor(kind).parts.map(({ type }) => type),
  ),
);

/** What the recipes write of kinds that are known in outline: the rules may know more to say of them, but have to know all that was said. */
const OUTLINED = new Set(KINDS.flatMap(({ kind }) => recipeFor(kind).parts.map(({ type }) => type)));

/** Null where the rules know no more of it than the kinds do. */
function byRules(spoken: Spoken, known: Known): Meant | null {
  try {
    const { asked, uncovered } = readByRules(spoken, known);
    if (asked.every(({ type }) => WRITTEN.has(type))) return null;
    if (uncovered.length > 0 && asked.every(({ type }) => OUTLINED.has(type))) return null;
    return { kind: "understood", wishes: [], assumptions: [], promise: (id) => promiseByRules(asked, id) };
  } catch (error) {
    return error instanceof PipelineError && error.code === "author/nothing-known" ? null : refused(error);
  }
}
