import type { PolicyRule } from "#shared/core/policy-manifest.ts";
import { code, inline } from "#shared/report/escape.ts";
import { attributeInWords, attributesOf } from "./describe.ts";
import { type Found, tellingWords, wordsOf } from "./find-things.ts";
import { isAbout, promisesWhere } from "./promises-said.ts";
import { companionsOf, type Thing, thingsOf } from "./scene.ts";

/** What is said by one word and written by others. */
const SYNONYMS: readonly (readonly string[])[] = [
  ["private", "public", "internal", "closed", "open", "world"],
  ["encrypted", "encryption", "encrypt", "sse", "kms", "unencrypted"],
  ["versioned", "versioning", "version"],
  ["kept", "keep", "retention", "expire", "expiration", "expiry", "day", "delete", "deleted"],
  ["logged", "logging", "log"],
  ["backup", "backed", "recovery", "snapshot", "restored"],
];

/** Why a thing is as it is: where that is written, who asked for it, and which rule demands it. */
export function reasonsSaid(
  { scene, things }: Found,
  { text, rules }: { readonly text: string; readonly rules: readonly PolicyRule[] },
): string[] {
  const topic = topicOf(text, { scene, things });
  const isMeant = (said: string) => topic.size === 0 || wordsOf(said).some((word) => topic.has(word));
  const own = things.flatMap((thing) => [thing, ...companionsOf(thing, thingsOf(scene))]);
  const promised = promisesWhere(
    scene,
    (promise) =>
      things.some((thing) => isAbout(promise, thing, scene)) &&
      isMeant(`${"path" in promise ? promise.path : ""} ${promise.subject.type}`),
  );
  const demanded = rules
    .filter(({ types }) => own.some(({ type }) => types.includes(type)))
    .filter(({ id, title, description }) => isMeant(`${id} ${title} ${description}`))
    .map(({ id, title, description }) => `- Rule ${code(id)}: ${inline(`${title}. ${description}`)}`);
  const written = topic.size === 0 ? [] : own.flatMap((thing) => writtenIn(thing, isMeant));
  const reasons = [...written, ...promised, ...demanded];
  if (reasons.length === 0) return [NOTHING];
  return [...reasons, "", verdict(promised.length > 0, demanded.length > 0)];
}

const NOTHING =
  "Nothing in its code, its promises or the rules speaks of that. I know what is written there, not how it runs.";

function writtenIn(thing: Thing, isMeant: (said: string) => boolean): string[] {
  const said = attributesOf(thing).filter(({ path }) => isMeant(path.join(" ")));
  return said.length === 0
    ? []
    : [`- Written in ${code(thing.address)}: ${said.map(attributeInWords).join(", ")}`];
}

function verdict(isPromised: boolean, isDemanded: boolean): string {
  if (isPromised) return "It was asked for, and stays so until a pull request takes the promise back.";
  if (isDemanded) return "Nobody has asked for it: the rule demands it of everything of its type.";
  return "Nobody has promised it and no rule demands it: it is as the code was written.";
}

/** What the question asks the reason of, with the words that it is written by; empty where it asks for all reasons. */
function topicOf(text: string, { scene, things }: Pick<Found, "scene" | "things">): ReadonlySet<string> {
  const own = scene.kinds.filter(({ type }) => things.some((thing) => thing.type === type));
  const nouns = own.flatMap((kind) => kind.nouns.flatMap(wordsOf));
  const names = new Set([
    ...things.flatMap(({ name, type }) => [...wordsOf(name), ...wordsOf(type)]),
    ...nouns,
    ...wordsOf(`${scene.stack} ${scene.environment}`),
  ]);
  const said = tellingWords(text).filter((word) => !names.has(word));
  return new Set([...said, ...SYNONYMS.filter((words) => words.some((word) => said.includes(word))).flat()]);
}
