import { PipelineError } from "#shared/core/error.ts";
import { compileByWords } from "../intent/by-words/compile.ts";
import type { Judges } from "./judges.ts";
import type { Meant, Spoken } from "./meant.ts";

/** Refusals of whoever reads by rules that say no more than that the rules know too little. */
const TOO_LITTLE_KNOWN = new Set<string>([
  "intent/unknown-kind",
  "intent/not-understood",
  "intent/relation",
  "author/only-new",
  "author/unknown-thing",
  "author/several-blocks",
]);

/**
 * What the rules do not understand is left to an author that reads the request itself, held to what its words promise. Without such an
 * author, where the words promise nothing, and where the refusal is about what was asked, it stays refused.
 */
export function leaveToAuthor(meant: Meant, { request, cloud = "aws" }: Spoken, judges: Judges): Meant {
  if (meant.kind !== "refused" || judges.author.readsRequests !== true) return meant;
  if (!TOO_LITTLE_KNOWN.has(meant.code)) return meant;
  const promise: Extract<Meant, { kind: "understood" }>["promise"] = (id, standing) =>
    compileByWords({ request, id, cloud, standing }, judges);
  try {
    if (promise("", []).promises.length === 0) return meant;
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return { kind: "refused", code: error.code, message: error.message, next: error.next };
  }
  const assumption = `The rules did not understand all of the request, and left it to the model: ${meant.message}`;
  return { kind: "understood", wishes: [], assumptions: [assumption], promise };
}
