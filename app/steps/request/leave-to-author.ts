import type { Contract, Guard } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import { compileByWords } from "../../intent/by-words/compile.ts";
import type { Judges } from "../judges.ts";
import type { Meant, Spoken } from "./meant.ts";
import { understandRequest } from "./understand.ts";

/** Refusals of whoever reads by rules that say no more than that the rules know too little. */
const TOO_LITTLE_KNOWN = new Set<string>([
  "intent/unknown-kind",
  "intent/not-understood",
  "intent/not-found",
  "intent/relation",
  "author/only-new",
  "author/unknown-thing",
  "author/several-blocks",
]);

/**
 * What a request means. What the rules do not understand is left to an author that reads the request itself, held to what its words promise, and
 * where they promise nothing, to the guards. Without such an author, and where the refusal is about what was asked, it stays refused.
 */
export function understandOrLeave(spoken: Spoken, judges: Judges): Meant {
  const meant = understandRequest(spoken, judges);
  if (meant.kind !== "refused" || judges.author.readsRequests !== true) return meant;
  const request = withoutExamples(spoken.request);
  if (request !== spoken.request && request !== "") {
    const rest = understandOrLeave({ ...spoken, request }, judges);
    const add = (assumptions: readonly string[]) => [...assumptions, EXAMPLES_LEFT];
    if (rest.kind === "understood") return { ...rest, assumptions: add(rest.assumptions) };
    if (rest.kind === "refused") return rest;
    return { ...rest, draft: { ...rest.draft, assumptions: add(rest.draft.assumptions) } };
  }
  return leftToAuthor(meant, spoken, judges);
}

const EXAMPLES_LEFT = "What stands in a code fence or in a table was read by the model alone.";

/** Fences and tables show something; the rules would take their words for wishes. */
function withoutExamples(request: string): string {
  return request
    .replaceAll(/(?<=^|\n) {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:\n {0,3}\1[^\n]*|$)/g, "")
    .replaceAll(/(?<=^|\n) {0,3}\|[^\n]*\|[ \t]*(?=\n|$)/g, "")
    .trim();
}

function leftToAuthor(meant: Refused, { request, cloud = "aws" }: Spoken, judges: Judges): Meant {
  if (!TOO_LITTLE_KNOWN.has(meant.code) || isBeyondCounting(request)) return meant;
  const promise: Extract<Meant, { kind: "understood" }>["promise"] = (id, standing) =>
    held(compileByWords({ request, id, cloud, standing }, judges));
  try {
    const isPromised = promise("", []).promises.length > 0;
    const left = `The rules did not understand all of the request, and left it to the model: ${meant.message}`;
    const unheld = isPromised
      ? []
      : ["Nothing of the request can be held as a promise: read the change itself."];
    return { kind: "understood", wishes: [], assumptions: [left, ...unheld], promise };
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return { kind: "refused", code: error.code, message: error.message, next: error.next };
  }
}

/** More than can be made at once; nobody is left to guess how many were meant. */
const MOST = 1000;

/** What flows through a thing, and is not made. */
const MEASURES =
  /^(?:[kmgt]?i?bytes|[a-z]*seconds|minutes|hours|days|months|years|requests|messages|events|records|rows|items|objects|keys|connections|users|tokens|dollars|euros|characters|points|units|times|iops|ops)$/;

/** "100000 instances": things, and no amount of bytes or time. */
function isBeyondCounting(request: string): boolean {
  const counted = request.matchAll(/(?<![\w.:/-])(\d[\d,_']*)\s+(?:\p{L}+\s+)?(\p{Ll}+s)\b/gu);
  return [...counted].some(
    ([, count = "", things = ""]) => Number(count.replaceAll(/[,_']/g, "")) > MOST && !MEASURES.test(things),
  );
}

type Refused = Extract<Meant, { kind: "refused" }>;

/** Where nothing that may change is known by name, nothing of what stands may go. */
function held(contract: Contract): Contract {
  if (contract.promises.length > 0) return contract;
  const guards = contract.guards.filter(
    ({ kind }) => kind !== "nothing-else-changes" && kind !== "nothing-is-destroyed",
  );
  const kept: Guard = { kind: "nothing-is-destroyed", id: "nothing-is-destroyed", except: [] };
  return { ...contract, guards: [...guards, kept] };
}
