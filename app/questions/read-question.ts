/** What a question is after. `things`: what there is, and what a thing is like. */
export type Question = {
  readonly kind: "things" | "uses" | "promises" | "reasons" | "cost";
  /** As it was asked, on one line. */
  readonly text: string;
};

const POLITE = /^(?:(?:please|pls|hi|hey|hello|ok|so|and|but|now|then|quick question)[\s,:!-]+)+/i;
const TELL =
  /^(?:(?:can|could|would|will) you (?:please )?)?(?:(?:tell|show|remind) (?:me|us)|list|explain|describe)\b/i;
const ASKING = /^(?:what|which|who|whose|whom|where|when|why|how)(?:'s|’s|'re|’re)?\b/i;
const WONDERING =
  /^(?:do|does|did|is|are|was|were|has|have|had|isn't|aren't|don't|doesn't|am|should|would|will)\b/i;
/** Begin like a question, and want something made: "what about a bucket", "why not encrypt it", "have a bucket ready". */
const WANTING =
  /^(?:(?:what|how) about\b|why (?:not|don'?t|do not|can'?t)\b|what (?:we|i|you|they|the team) (?:need|want|would like|'d like)\b|(?:would|will|should) (?:you|we|i)\b|do (?:it|that|this|the same|not|n'?t)\b|have (?:a|an|the)\b)/i;

/** A text that asks and wants nothing made, null for one that wants something; each of its sentences must be a question. */
export function readQuestion(raw: string): Question | null {
  const text = raw.replaceAll(/\s+/g, " ").trim();
  const sentences = text
    .split(/(?<=[?!.])\s+/)
    .map((sentence) => sentence.replace(POLITE, ""))
    .filter((sentence) => !/^(?:thanks?|thank you|thx|please|cheers)?[\s!.?]*$/i.test(sentence));
  if (sentences.length === 0 || !sentences.every(asks)) return null;
  return { kind: kindOf(text), text };
}

/** "When a file lands there, …" and "how it is now, …" ask nothing. */
const BARE =
  /^(?:(?:what|which|why|who|whose)(?:'s|’s|'re|’re)?\b|(?:when|where)\s+(?:is|are|was|were|do|does|did|will)\b|how\s+(?:many|much|long|often|is|are|do|does|did|come)\b)(?!.*,)/i;

function asks(sentence: string): boolean {
  if (WANTING.test(sentence)) return false;
  if (ASKING.test(sentence) && !sentence.endsWith("?")) return BARE.test(sentence);
  return ASKING.test(sentence) || TELL.test(sentence) || (WONDERING.test(sentence) && sentence.endsWith("?"));
}

const KINDS: readonly [Exclude<Question["kind"], "things">, RegExp][] = [
  ["cost", /\b(?:costs?|costing|prices?|pricing|expensive|cheap(?:er)?|spend|bill|budget)\b/i],
  ["promises", /\b(?:promis\w*|contracts?|guarantee\w*|agreed|asked for)\b/i],
  ["reasons", /\b(?:why|reasons?|how come)\b/i],
  [
    "uses",
    /\b(?:us(?:e|es|ed|ing)|depends?|dependen\w*|refers?|referenc\w*|needs?|points? to|linked|connect\w*)\b/i,
  ],
];

function kindOf(text: string): Question["kind"] {
  return KINDS.find(([, form]) => form.test(text))?.[0] ?? "things";
}
