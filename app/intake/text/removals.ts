import { invisibleIn } from "#shared/hygiene/invisible.ts";
import { secretsIn } from "#shared/hygiene/secrets.ts";
import type { Cut } from "#shared/hygiene/traced.ts";

/** One class of what a reader cannot see or must not pass on, and where a text has it. */
export interface Removal {
  /** In words for the people. */
  readonly kind: string;
  find(text: string): readonly Cut[];
}

/** A fence or a code span: what is shown as written hides nothing. */
const CODE =
  /(^|\n) {0,3}(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n[\s\S]*?(?:\n {0,3}\2|$)|(?<!`)(`+)(?!`)[^\n]*?[^`\n]\3(?!`)/;

/** Processing instructions, sections and declarations; what stays open hides the rest where it begins a line. */
const UNSHOWN =
  /<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<![A-Za-z][^>]*>|(?<=(?:^|\n) {0,3})<(?:\?|!\[CDATA\[|![A-Za-z])[\s\S]*$/;

/** All classes. Keys come last, since taking something out of the middle of one puts it together again. */
export const REMOVALS: readonly Removal[] = [
  { kind: "invisible character", find: invisibleIn },
  // A browser hides a comment to its end, and an open one hides the rest.
  { kind: "hidden HTML comment", find: outsideCode(/<!--(?:>|->|[\s\S]*?(?:--!?>|$))/) },
  { kind: "hidden HTML", find: outsideCode(UNSHOWN) },
  // Images go, links keep their words: a target can carry data and nobody reads it.
  {
    kind: "image or link target",
    find: outsideCode(/!\[[^\]\n]{0,2000}\](?:\([^)\n]*\)|\[[^\]\n]*\])/),
  },
  { kind: "image or link target", find: outsideCode(/\[(?<words>[^\]\n]{0,2000})\]\([^)\n]*\)/) },
  { kind: "image or link target", find: outsideCode(/(?<=^|\n) {0,3}\[[^\]\n^]+\]:[^\n]*/) },
  { kind: "address in digits that only look like an address", find: foreignAddressesIn },
  { kind: "secret: treat it as leaked and replace it", find: secretsIn },
];

/** Finds a form that begins outside code, and leaves its group `words`: whatever begins first holds what begins within. */
function outsideCode(form: RegExp): Removal["find"] {
  const either = new RegExp(`${CODE.source}|(?<found>${form.source})`, "g");
  return (text) =>
    [...text.matchAll(either)].flatMap(({ index, groups }) => {
      const { found, words = "" } = groups ?? {};
      return found === undefined ? [] : [{ start: index, end: index + found.length, becomes: words }];
    });
}

/** `٠.٠.٠.٠/٠`: digits of another script in the form of an address. */
function foreignAddressesIn(text: string): Cut[] {
  return [...text.matchAll(/[\p{Nd}]+(?:[./:][\p{Nd}]+){2,}/gu)]
    .filter(([address]) => !/^[0-9./:]*$/.test(address))
    .map(({ index, 0: address }) => ({
      start: index,
      end: index + address.length,
      becomes: "[address removed]",
    }));
}
