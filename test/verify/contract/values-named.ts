import { NUMBERS, plain, type Sentence } from "./sentences.ts";

const UNITS: Readonly<Record<string, RegExp>> = {
  gb: /storage|size|volume|disk|memory|capacity/,
  tb: /storage|size|volume|disk|capacity/,
  mb: /storage|size|memory/,
  day: /day|retention|retain|age|period/,
  hour: /hour|period|timeout/,
  minute: /minute|period|timeout|interval/,
  second: /second|period|timeout|interval|ttl/,
};
const EMPTY = new Set(
  "id name type count size number of in is the value enable enabled use with and or".split(" "),
);
const NO = /^(no|not|without|disable|disabled|never|none|false|off)$/;

/** Words that tell one attribute from another; where its own name has none, those of the block it stands in. */
function tellingWords(path: string): string[] {
  const [own = "", parent = ""] = path.split(".").reverse();
  const words = own
    .split("_")
    .map(plain)
    .filter((word) => !EMPTY.has(word));
  return words.length > 0
    ? words
    : parent
        .split("_")
        .map(plain)
        .filter((word) => !EMPTY.has(word));
}

/** Whether a text is named for the argument; `odd` are texts that show by their form that they are meant as they stand. */
export function namesText(
  sentences: readonly Sentence[],
  odd: ReadonlySet<string>,
  { path, value }: { path: string; value: string },
): boolean {
  const lower = value.toLowerCase();
  if (odd.has(lower)) return true;
  if (/^\d+(\.\d+)?$/.test(lower)) return sentences.some((one) => namesPlain(one, path, Number(lower)));
  const telling = tellingWords(path);
  const isEngine = /(^|\.)engine$/.test(path);
  return sentences.some(
    ({ words }) =>
      words.includes(lower) && (isEngine || telling.some((word) => words.includes(word) && word !== lower)),
  );
}

/** Whether the sentence names a number or a flag for the argument. */
export function namesPlain({ plain: words }: Sentence, path: string, value: number | boolean): boolean {
  const telling = tellingWords(path);
  if (typeof value === "boolean") {
    const block = path
      .split(".")
      .slice(-2, -1)
      .flatMap((name) => tellingWords(name));
    const isSaid = telling.length > 0 && [...telling, ...block].every((word) => words.includes(word));
    return isSaid && words.some((word) => NO.test(word)) !== value;
  }
  const at = words.findIndex((word) => word === String(value) || (value > 0 && NUMBERS[value] === word));
  if (at < 0) return false;
  const unit = UNITS[words[at + 1] ?? ""];
  return telling.some((word) => words.includes(word)) || (unit?.test(path) ?? false);
}
