import { PipelineError } from "#shared/core/error.ts";
import type { Mention } from "#shared/reading/mention-of.ts";
import type { Word } from "#shared/reading/words.ts";

const CHANGES =
  /^(delete|remove|destroy|drop|rename|resize|modify|change|update|alter|replace|undo|revert|migrate|move)$/;
const QUESTIONS = /^(what|why|how|who|when|which|where|does|do|is|are|can|should)$/;
const REGION =
  /^(?:af|ap|ca|eu|il|me|mx|sa|us)-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d$/;

/** The rulebook writes what is new, here: what asks, changes or takes away, lies elsewhere, or is about something unknown is refused. */
export function requireNew(words: readonly Word[], mentions: readonly Mention[], region: string): void {
  const [first] = words;
  if (first !== undefined && QUESTIONS.test(first.lemma) && !isPolite(words))
    refuse("author/a-question", `"${first.text} …" is a question.`);
  const verb = words.find(({ lemma, isQuoted }, at) => !isQuoted && CHANGES.test(lemma) && isVerb(words, at));
  if (verb !== undefined)
    refuse("author/only-new", `I can write new things of this kind, not ${verb.text} them.`);
  const regions = words.filter(({ text }) => REGION.test(text)).map(({ text }) => text);
  // Where the own region is named too, the other is a place to reach: that is left out, and said.
  const [elsewhere] = regions.includes(region) || region === "" ? [] : regions;
  if (elsewhere !== undefined)
    refuse("author/other-region", `The stack lies in ${region}, not in ${elsewhere}.`);
  const unknown = unknownHead(words, mentions);
  if (unknown !== null) refuse("author/unknown-thing", `I do not know what "${unknown}" is.`);
}

/** "can you set up …" asks for it; "can buckets be renamed" asks about it. */
function isPolite([modal, somebody]: readonly Word[]): boolean {
  return /^(can|should)$/.test(modal?.lemma ?? "") && /^(you|we|i)$/.test(somebody?.lemma ?? "");
}

function refuse(code: `author/${string}`, message: string): never {
  throw new PipelineError(code, message, {
    next: "Ask for something new that the stack can hold, one thing at a time.",
  });
}

/** At the head of a sentence, alone or behind what people say before they ask. */
function isVerb(words: readonly Word[], at: number): boolean {
  const sentence = words[at]?.sentence;
  const before = words.slice(0, at).filter((word) => word.sentence === sentence);
  return before.every(({ lemma }) => POLITE.test(lemma));
}

const POLITE =
  /^(please|pls|can|could|you|we|i|want|need|to|would|like|let|us|and|then|now|also|the|must|should)$/;
const MAKING =
  /^(create|make|add|build|provision|generate|give|me|set|up|deploy|launch|write|new|spin|configure|define|establish|implement|provide|get|it|for)$/;
const ARTICLE = /^(a|an|one|two|three|four|five|some|another|the|my|our|\d+)$/;
/** Nouns that leave open what is asked for: the rest of the sentence says it. */
const OPEN =
  /^(resource|service|system|setup|configuration|infrastructure|environment|solution|script|terraform|application|app|stack|module|template|code|example|way|set|pair|group|basic|simple|kind|provider|policy|unit|data|storage|block|version)$/;
const END =
  /^(with|for|to|in|that|which|of|using|from|on|and|or|into|by|as|where|between|under|behind|across|via|called|named|if|so|whose)$/;

/** "a sandwich with a bucket" is no bucket: the thing that the request begins with must be one that is known. */
function unknownHead(words: readonly Word[], mentions: readonly Mention[]): string | null {
  const start = words.findIndex(({ lemma }) => !POLITE.test(lemma) && !MAKING.test(lemma));
  const opening = start > 0 && ARTICLE.test(words[start - 1]?.lemma ?? "") ? start - 1 : start;
  if (opening < 0 || !ARTICLE.test(words[opening]?.lemma ?? "")) return null;
  const rest = words.slice(opening + 1);
  const end = rest.findIndex((word) => END.test(word.lemma) || word.isQuoted || word.sentence > 0);
  const phrase = end === -1 ? rest : rest.slice(0, end);
  const [from, to] = [opening + 1, opening + phrase.length];
  if (phrase.length === 0 || mentions.some((one) => one.from <= to && one.to >= from)) return null;
  if (phrase.some(({ lemma }) => OPEN.test(lemma))) return null;
  return phrase.map(({ text }) => text).join(" ");
}
