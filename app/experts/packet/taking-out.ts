/** Shorter ones stand in every text: to take them out would break it, and tell more than it hides. */
const SHORTEST = 6;

/**
 * Takes texts out of others, the longest first, and leaves what stands for them: as they are, escaped as in JSON, as in an address, and in
 * base 64.
 */
export function takingOut(texts: ReadonlyMap<string, string>): (text: string) => string {
  const forms = new Map(
    [...texts]
      .filter(([text]) => text.length >= SHORTEST)
      .flatMap(([text, mark]) => formsOf(text).map((form) => [form, mark] as const)),
  );
  if (forms.size === 0) return (text) => text;
  const longestFirst = [...forms.keys()].toSorted((one, other) => other.length - one.length);
  const any = new RegExp(longestFirst.map(literal).join("|"), "g");
  return (text) => text.replaceAll(any, (form) => forms.get(form) ?? form);
}

function formsOf(text: string): string[] {
  const base64 = Buffer.from(text, "utf8").toString("base64").replace(/=+$/, "");
  return [...new Set([text, JSON.stringify(text).slice(1, -1), addressOf(text), base64])];
}

function literal(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]/g, "\\$&");
}

/** Half a character has no address. */
function addressOf(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** The same plain data with every text in it changed; names of members stay. */
export function eachText<T>(value: T, change: (text: string, name: string) => string): T {
  const changed = (name: string, part: unknown) => (typeof part === "string" ? change(part, name) : part);
  return JSON.parse(JSON.stringify(value, changed)) as T;
}
