import type { AuthorPacket } from "#shared/core/author.ts";
import type { Catalogue } from "#shared/core/catalogue.ts";
import type { TypedChange } from "#shared/core/typed-change.ts";
import { looksLikeName, runsOf, wordsOf } from "#shared/hygiene/words.ts";
import { freeTextsOf } from "./free-texts.ts";
import { type Said, saidIn } from "./said.ts";

/** What a change is held against: who asked for what, and what we have shown of it. */
export interface Grounds {
  readonly packet: AuthorPacket;
  readonly catalogue: Catalogue;
  readonly usual: readonly string[];
}

/**
 * Where a model calls things by words that nobody said, or joins what stands apart where it was said: one line for each place, which does not
 * repeat them. Names come from the request, from what stands, or from the provider: no hidden word becomes one.
 */
export function ungroundedIn(change: TypedChange, grounds: Grounds): string[] {
  const said = saidFor(change, grounds);
  const places = change.operations.flatMap((operation, at) =>
    freeTextsOf(operation)
      .filter(({ text, isName }) => !isGrounded(text, said, isName))
      .map(
        ({ place }) => `operations.${at}.${place}: a name of words that nobody said, or not so: ${BETTER}`,
      ),
  );
  return [...new Set(places)];
}

const BETTER = "take one from the request, as it stands there, or from the type";
const LEFT_OUT = "The author's model said more, in words that nobody had used: that is left out.";

/** The change as it may be shown: a title of our own where the model's is not grounded, and only those assumptions and questions that are. */
export function withoutUngrounded(change: TypedChange, grounds: Grounds): TypedChange {
  const said = saidFor(change, grounds);
  const isShown = (text: string) => isGrounded(text, said, true);
  const assumptions = change.assumptions.filter(isShown);
  const questions = change.questions.filter(({ text, default: preset }) => isShown(`${text} ${preset}`));
  const isWhole =
    isShown(change.title) &&
    assumptions.length + questions.length === change.assumptions.length + change.questions.length;
  return {
    ...change,
    title: isShown(change.title) ? change.title : `Change ${change.stack} as asked`,
    assumptions: isWhole ? assumptions : [...assumptions, LEFT_OUT],
    questions,
  };
}

/** Whether every name in a text is one that another text has, or the provider. */
export function isWordOf(text: string, source: string, catalogue: Catalogue): boolean {
  const nothing = { stack: "", region: "", wishes: [], existing: [], catalogue: [] };
  return isGrounded(text, saidIn({ ...nothing, request: source }, [], { catalogue, ours: [] }), true);
}

function saidFor({ operations }: TypedChange, { packet, catalogue, usual }: Grounds): Said {
  const types = operations.flatMap((operation) => {
    if (operation.kind !== "create" && operation.kind !== "edit") return [];
    const type = operation.kind === "create" ? operation.type : (operation.address.split(".").at(-2) ?? "");
    return catalogue.find(type) ?? catalogue.find(type, "data") ?? [];
  });
  return saidIn(packet, types, { catalogue, ours: usual });
}

function isGrounded(text: string, said: Said, isName: boolean): boolean {
  const parts = text.split(/\s+/).filter((part) => part !== "");
  const marked = runsOf(parts, looksLikeName);
  return marked.every((run) => isKnown(run.join(" "), said, isName));
}

/** In one piece where somebody said it, or at most one such piece among words that everybody knows; what only the provider reads may hold what nobody said. */
function isKnown(text: string, said: Said, isName: boolean): boolean {
  const words = wordsOf(text);
  if (said.holds(words)) return true;
  const strange = runsOf(words, (word) => !said.isCommon(word));
  if (isName)
    return strange.length === 0 || (strange.length === 1 && strange.every((run) => said.holds(run)));
  const joined = strange.flat().filter((word) => said.isSaid(word));
  return joined.length < 2 || said.holds(joined);
}
