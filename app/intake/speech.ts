/** What a text asks that names no thing itself: both speak of what was proposed in this conversation. */
export type Speech =
  | { readonly kind: "repeat"; readonly places: readonly string[] }
  | { readonly kind: "undo"; readonly pullRequest: number | null };

const POLITE = "(?:(?:please|pls|hi|hey|hello|ok|okay|now|then|and|so|also|thanks|great)\\b[\\s,:!.-]*)*";
const CAN = "(?:(?:can|could|would) you\\s+)?(?:please\\s+)?";
const AFTER = "(?:[\\s,]+(?:too|also|as well|again|please|now|thanks))*[\\s.!?]*$";
const PLACES = "(\\S+(?:[ ]\\S+){0,8}?)";
const TO = "\\s*[,:]?\\s*(?:for|in|on|to|into|at)\\s+";

const REPEATS = [
  `^${POLITE}${CAN}(?:(?:do|make|apply|repeat|add|create|we (?:need|want)|i (?:need|want))\\s+)?(?:exactly\\s+)?(?:the\\s+)?same(?:\\s+(?:thing|change|changes|request|again))*${TO}${PLACES}${AFTER}`,
  `^${POLITE}${CAN}(?:do|make|apply|repeat)\\s+(?:it|that|this|the (?:last|latest|previous) (?:change|request))(?:\\s+again)?${TO}${PLACES}${AFTER}`,
  `^(?:and|also|now|then)\\s+(?:also\\s+)?(?:for|in|on|to|into)\\s+${PLACES}${AFTER}`,
  `^(?:for|in|on)\\s+${PLACES}[\\s,]+(?:too|also|as well)[\\s.!?]*$`,
].map((form) => new RegExp(form, "i"));

const UNDO = "(?:undo|revert|roll\\s?back|take\\s+back|reverse|back\\s+out)";
const LAST =
  "(?:(?:the|your|my|our)\\s+)?(?:(?:very\\s+)?(?:last|latest|previous|most recent)\\s+)?(?:change|commit|request|edit|thing|one|pull request|pr)|that(?:\\s+change)?|this(?:\\s+change)?|it|the last|what you (?:just )?did";
const UNDOES = [
  `^${POLITE}${CAN}${UNDO}(?:\\s+(?:${LAST}))?${AFTER}`,
  `^${POLITE}${CAN}take\\s+(?:${LAST})\\s+back${AFTER}`,
].map((form) => new RegExp(form, "i"));
const UNDOES_NUMBER = new RegExp(
  `^${POLITE}${CAN}${UNDO}\\s+(?:(?:the\\s+)?(?:pull request|pr|change)\\s+)?#([1-9][0-9]{0,8})${AFTER}`,
  "i",
);

/** "The same for staging", "undo the last change"; null for everything else. */
export function readSpeech(raw: string): Speech | null {
  const text = raw.replaceAll(/\s+/g, " ").trim();
  const number = UNDOES_NUMBER.exec(text)?.[1];
  if (number !== undefined) return { kind: "undo", pullRequest: Number(number) };
  if (UNDOES.some((form) => form.test(text))) return { kind: "undo", pullRequest: null };
  const said = REPEATS.map((form) => form.exec(text)?.[1]).find((places) => places !== undefined);
  const places = said === undefined ? [] : placesIn(said);
  const isPlaces = places.length > 0 && places.every((place) => place.split(" ").length < 3);
  return isPlaces ? { kind: "repeat", places } : null;
}

/** "staging and the qa environment" are two places. */
function placesIn(said: string): string[] {
  const places = said
    .split(/\s*(?:,|&|\band\b|\bboth\b)\s*/i)
    .map((place) =>
      place
        .replace(/^(?:(?:in|for|on|the|our|my|all of)\s+)+/i, "")
        .replace(/\s+(?:environment|env|stack|account|subscription|project|cluster)s?$/i, "")
        .replace(/[.!?"'`]+$|^["'`]+/g, "")
        .toLowerCase(),
    )
    .filter((place) => place !== "");
  return [...new Set(places)];
}
