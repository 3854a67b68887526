/** Letters and digits apart, in small letters; camel case is two words. */
export function wordsOf(text: string): string[] {
  const split = text.normalize("NFKC").replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  return split.toLowerCase().match(/\p{L}[\p{L}\p{M}]*|\p{N}+/gu) ?? [];
}

/** A word in small letters says nothing by itself; whatever looks like a name has to be one. */
const PLAIN = /^\p{P}*\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+(?:['’]\p{Ll}+)?\p{P}*$/u;

/** Forms that say nothing but what the provider means by them. */
const FORMS = [
  /^[\d.,:/%()+-]{1,4}$/,
  /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?$/,
  /^[0-9a-f:]*::[0-9a-f:]*(?:\/\d{1,3})?$/i,
  /^\d{4}-\d{2}-\d{2}$/,
];

/** A part of a text, without blanks, that may call something by a name. */
export function looksLikeName(part: string): boolean {
  return !PLAIN.test(part) && !FORMS.some((form) => form.test(part));
}

/** The longest stretches of what is wanted. */
export function runsOf<One>(all: readonly One[], isWanted: (one: One) => boolean): One[][] {
  const runs: One[][] = [[]];
  for (const one of all) {
    if (isWanted(one)) runs.at(-1)?.push(one);
    else if (runs.at(-1)?.length !== 0) runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}
