/** Takes whole values and names out of a text, the longest first; a name is found whatever its case, unless it is part of a longer word. */
export function cleanText(out: {
  readonly names: readonly string[];
  readonly values: readonly string[];
}): (text: string) => string {
  const names = longestFirst(out.names).map(wholeWord);
  const values = longestFirst(out.values.filter((value) => value.length >= SHORTEST));
  return (text) => {
    const without = values.reduce((rest, value) => rest.replaceAll(value, "(sensitive)"), text);
    return names.reduce((rest, name) => rest.replaceAll(name, "(name)"), without);
  };
}

/** `on` and `443` stand in every text: to take them out would tell more than it hides. */
const SHORTEST = 4;

function longestFirst(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== "").sort((one, other) => other.length - one.length);
}

function wholeWord(name: string): RegExp {
  const quoted = name.replaceAll(/[^a-z0-9]/gi, "\\$&");
  return new RegExp(`(?<![a-z0-9-])${quoted}(?![a-z0-9-])`, "gi");
}
