import type { PolicyRule } from "#shared/core/policy-manifest.ts";
import { code, inline } from "#shared/report/escape.ts";
import { attributeInWords, attributesOf } from "./describe.ts";
import { type Found, wordsOf } from "./find-things.ts";
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
  const topic = topicOf(text, things);
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
  return [...written, ...promised, ...demanded, "", verdict(promised.length > 0, demanded.length > 0)];
}

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

/** What the question asks the reason of, with the words that it is written by. */
function topicOf(text: string, things: readonly Thing[]): ReadonlySet<string> {
  const names = new Set(things.flatMap(({ name, type }) => [...wordsOf(name), ...wordsOf(type)]));
  const said = wordsOf(text).filter((word) => !names.has(word));
  return new Set(SYNONYMS.filter((words) => words.some((word) => said.includes(word))).flat());
}
