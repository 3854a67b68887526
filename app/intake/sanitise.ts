import { removeInvisible } from "./invisible.ts";
import { removeSecrets } from "./secrets.ts";

export interface CleanRequest {
  readonly text: string;
  /** What was taken out, in words for the people; the removed text itself is never repeated. */
  readonly stripped: readonly string[];
}

/** A fence or a code span: what is shown as written hides nothing. */
const CODE = /(^|\n) {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:\n {0,3}\2|$)|(`+)(?!`)[^\n]*?[^`\n]\3(?!`)/g;

/**
 * What a person can read in a request, and nothing else: hidden comments, invisible characters, link targets, images and pasted
 * secrets are taken out. Keys are looked for last, since taking something out of the middle of one puts it together again.
 */
export function sanitiseRequest(raw: string): CleanRequest {
  const seen = removeInvisible(raw);
  const comments = removeComments(seen.text);
  const links = removeLinks(comments.text);
  const digits = removeForeignAddresses(links.text);
  const secrets = removeSecrets(digits.text);
  const stripped = [
    counted(comments.found, "hidden HTML comment"),
    counted(seen.found, "invisible character"),
    counted(links.found, "image or link target"),
    counted(digits.found, "address in digits that only look like an address"),
    counted(secrets.found, "secret: treat it as leaked and replace it"),
  ].filter((line) => line !== "");
  return { text: secrets.text.trim(), stripped };
}

function counted(found: number, what: string): string {
  return found === 0 ? "" : `${found} × ${what}`;
}

interface Removal {
  readonly text: string;
  readonly found: number;
}

/** Comments that a browser hides, until none is left: taking one out may put another together. An open one hides the rest. */
function removeComments(text: string): Removal {
  let found = 0;
  let rest = text;
  for (let pass = 0; pass < 20; pass += 1) {
    const next = outsideCode(rest, (part) =>
      part.replaceAll(/<!--(?:>|->|[\s\S]*?(?:--!?>|$))/g, () => {
        found += 1;
        return "";
      }),
    );
    if (next === rest) return { text: rest, found };
    rest = next;
  }
  return { text: rest.slice(0, Math.max(0, rest.indexOf("<!--"))), found };
}

/** Images go, links keep their words: a target can carry data and nobody reads it. */
function removeLinks(text: string): Removal {
  let found = 0;
  const forms: readonly [RegExp, string][] = [
    [/!\[[^\]\n]{0,2000}\](?:\([^)\n]*\)|\[[^\]\n]*\])/g, ""],
    [/\[([^\]\n]{0,2000})\]\([^)\n]*\)/g, "$1"],
    [/^ {0,3}\[[^\]\n^]+\]:[^\n]*$/gm, ""],
  ];
  const clean = outsideCode(text, (part) =>
    forms.reduce((rest, [form, words]) => {
      found += rest.match(form)?.length ?? 0;
      return rest.replaceAll(form, words);
    }, part),
  );
  return { text: clean, found };
}

/** `٠.٠.٠.٠/٠`: digits of another script in the form of an address. */
function removeForeignAddresses(text: string): Removal {
  let found = 0;
  const clean = text.replaceAll(/[\p{Nd}]+(?:[./:][\p{Nd}]+){2,}/gu, (address) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the border of ASCII is meant.
    if (/^[\x00-\x7f]*$/.test(address)) return address;
    found += 1;
    return "[address removed]";
  });
  return { text: clean, found };
}

function outsideCode(text: string, change: (part: string) => string): string {
  let clean = "";
  let end = 0;
  for (const match of text.matchAll(CODE)) {
    clean += change(text.slice(end, match.index)) + match[0];
    end = match.index + match[0].length;
  }
  return clean + change(text.slice(end));
}
