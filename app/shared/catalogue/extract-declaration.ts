/** What a TypeScript interface of the bindings says about one of its properties. */
export interface Declared {
  readonly isRequired: boolean;
  readonly isForceNew: boolean;
  readonly isDeprecated: boolean;
  /** What the provider's generator lists as `Possible values: [...]`. */
  readonly values: readonly string[];
  readonly documentation: string;
}

const PROPERTY = /(?:^ {4}\/\*\*\n((?: {4}\*.*\n|\n|[^ \n].*\n)*?) {4}\*\/\n)?^ {4}readonly (\w+)(\?)?:/gm;
const LONGEST = 120;

/** The properties of one interface; none where the folder declares no such interface. */
export function declaredProperties(declarations: string, name: string): ReadonlyMap<string, Declared> {
  const start = declarations.search(new RegExp(`^export interface ${name}\\b`, "m"));
  if (start < 0) return new Map();
  const text = declarations.slice(start, declarations.indexOf("\n}", start));
  const properties = text.slice(text.indexOf("{\n") + 2).matchAll(PROPERTY);
  return new Map(
    [...properties].map(([, comment = "", property = "", optional]) => [
      property,
      { isRequired: optional === undefined, ...described(proseOf(comment)) },
    ]),
  );
}

/** The provider's own words: what stands before the link that the generator adds. */
function proseOf(comment: string): string {
  const [prose = ""] = comment.split(/Docs at Terraform Registry:/);
  const text = prose.replaceAll(/^ *\*/gm, " ").replaceAll(/\s+/g, " ").trim();
  return /^\w+ block$/.test(text) ? "" : text;
}

function described(text: string): Omit<Declared, "isRequired"> {
  return {
    isForceNew:
      /\bimmutable\.|\bfield is immutable\b|[Cc]hanging this (?:value |field )?(?:will )?forces? |[Cc]hanging this will (?:recreate|trigger recreation)|when changed, will trigger recreation|[Cc]annot be (?:updated|changed after)/i.test(
        text,
      ),
    isDeprecated: /^\W*deprecated\b|\bthis (?:field|argument|attribute) is deprecated\b/i.test(text),
    values: valuesIn(text),
    documentation: firstSentence(text),
  };
}

function valuesIn(text: string): string[] {
  const listed = /Possible values: \[((?:"[^"]*"(?:, )?)+)\]/.exec(text)?.[1] ?? "";
  return [...listed.matchAll(/"([^"]*)"/g)].map(([, value]) => value ?? "");
}

/** Cut at the end of a sentence, else at a word; without links, whose targets nobody reads here. */
function firstSentence(text: string): string {
  const plain = text
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll("’", "'")
    .replaceAll(/[^\x20-\x7e]/g, "");
  const sentence = /^.*?[.](?= [A-Z`"'(*]|$)/.exec(plain)?.[0] ?? plain;
  return sentence.length <= LONGEST ? sentence : sentence.slice(0, sentence.lastIndexOf(" ", LONGEST));
}
