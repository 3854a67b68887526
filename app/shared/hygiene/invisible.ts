import type { Cut } from "./traced.ts";

/** Joiners, selectors and tags that scripts, emoji and flags are written with, where they are needed. */
const NEEDED = [
  // The three flags whose regions are spelled with tag characters: England, Scotland, Wales.
  /(?<=\u{1F3F4})\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}/u,
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Malayalam}\p{Script=Kannada}\p{Script=Sinhala}])(?:\u200C|\u200D)/u,
  /(?<=\p{Extended_Pictographic}|\uFE0F|\p{Emoji_Modifier})\u200D(?=\p{Extended_Pictographic})/u,
  /(?<=\p{Extended_Pictographic}|[0-9#*])\uFE0F/u,
  /(?<=\p{Script=Mongolian})(?:\u180B|\u180C|\u180D|\u180F)/u,
  /(?<=\p{Script=Han})\p{Variation_Selector}/u,
];

const UNSEEN =
  /[\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Variation_Selector}\u2800]|[\p{Cc}--[\n\t]]/v;

/** More than these few in one request are bits, not letters. */
const MOST_SELECTORS = 6;

const WRITTEN = new RegExp(NEEDED.map(({ source }) => source).join("|"), "u");
const EITHER = new RegExp(`(${WRITTEN.source})|(${UNSEEN.source})`, "gv");

/** What a reader cannot see, but for what scripts, emoji and flags are written with. */
export function invisibleIn(text: string): Cut[] {
  const selectors = text.match(/\p{Variation_Selector}/gu)?.length ?? 0;
  return [...text.matchAll(EITHER)]
    .filter(([mark, needed]) => {
      const isBits = selectors > MOST_SELECTORS && /^\p{Variation_Selector}$/u.test(mark);
      return needed === undefined || isBits;
    })
    .map(({ index, 0: mark }) => ({ start: index, end: index + mark.length, becomes: "" }));
}
