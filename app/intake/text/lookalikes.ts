/** Letters of Cyrillic and Greek that look like a Latin one. */
const ALIKE = "аеорсухіјѕһԁԛԝАВЕЗКМНОРСТУХІЈЅονρικαυτΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
const FOREIGN = new RegExp(`[${ALIKE}]`, "gu");
const MIXED = new RegExp(
  `^(?=.*\\p{Script=Latin})(?=.*[${ALIKE}])[\\p{Script=Latin}${ALIKE}\\p{M}\\p{N}]+$`,
  "u",
);
/** A Latin word with an ending of the language that it stands in, as `bucketа` in Russian. */
const INFLECTED = /^[\p{Script=Latin}\p{N}]+(?:\p{Script=Cyrillic}{1,3}|\p{Script=Greek}{1,3})$/u;
const PROSE = /(?<![\p{L}\p{N}])(?:\p{Script=Cyrillic}{3,}|\p{Script=Greek}{3,})(?![\p{L}\p{N}])/u;

/** The first word that is not what it looks like, with a dot for each letter of another alphabet; null where every word is. */
export function lookalikeIn(text: string): string | null {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const isProse = PROSE.test(text);
  const word = words.find((one) => MIXED.test(one) && !(isProse && INFLECTED.test(one)));
  return word === undefined ? null : word.replaceAll(FOREIGN, "·");
}
