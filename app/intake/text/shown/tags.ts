import { matchAt } from "./finder.ts";

/** A tag as a browser or as Markdown reads it. */
export interface Tag {
  readonly name: string;
  readonly isClosing: boolean;
  readonly attributes: string;
  readonly end: number;
}

const MARKDOWN =
  /<(?:(?<closing>\/)(?<closed>[A-Za-z][A-Za-z0-9-]*)\s*|(?<opened>[A-Za-z][A-Za-z0-9-]*)(?<attributes>(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*)\s*\/?)>/y;
const BROWSER =
  /<(?<closing>\/)?(?<opened>[A-Za-z][^\s/>]*)(?<attributes>(?:=\s*(?:"[^"]*"|'[^']*')|[^>=]|=(?!\s*["']))*)>/y;
const BEGUN = /<(\/?)([A-Za-z][^\s/>]*)/y;

/** The tag that begins here, null where none does. In HTML one that does not end reaches to the end of the text, as in a browser. */
export function tagAt(text: string, at: number, isHtml: boolean): Tag | null {
  const groups = matchAt(isHtml ? BROWSER : MARKDOWN, text, at)?.groups;
  if (groups !== undefined) {
    const end = (isHtml ? BROWSER : MARKDOWN).lastIndex;
    const name = (groups.opened ?? groups.closed ?? "").toLowerCase();
    const attributes = (groups.attributes ?? "").replace(/\/$/, "").trim();
    return { name, isClosing: groups.closing !== undefined, attributes, end };
  }
  const begun = isHtml ? matchAt(BEGUN, text, at) : null;
  if (begun === null) return null;
  const [, slash, name = ""] = begun;
  const known = TYPED.has(name.toLowerCase()) ? name.toLowerCase() : "";
  return { name: known, isClosing: slash === "/", attributes: "", end: text.length };
}

const setOf = (names: string) => new Set(names.split(" "));

/** GitHub shows these as they were typed. */
const TYPED = setOf("title textarea style xmp iframe noembed noframes script plaintext");
const PICTURES = setOf("img picture source");
/** What GitHub renders; any other tag it leaves out, with what its name says. */
const RENDERED = setOf(
  "h1 h2 h3 h4 h5 h6 br b i strong em a pre code tt div ins del sup sub p ol ul table thead tbody tfoot blockquote dl dt dd kbd q samp var hr ruby rt rp li tr td th s strike summary details caption figure figcaption abbr bdo cite dfn mark small span time wbr",
);

export type Treatment = "typed" | "picture" | "hiding" | "bare" | "dressed" | "dropped";

/** What becomes of a tag on GitHub, where none has an attribute that a reader sees. */
export function treatmentOf({ name, isClosing, attributes }: Tag): Treatment {
  if (TYPED.has(name)) return "typed";
  if (PICTURES.has(name)) return "picture";
  const isHidden = /(?:^|[\s"'/])hidden(?![\w.:-])/i.test(
    attributes.replaceAll(/=\s*(?:"[^"]*"|'[^']*')/g, '=""'),
  );
  if (!isClosing && (name === "template" || isHidden)) return "hiding";
  if (!RENDERED.has(name)) return "dropped";
  return attributes === "" ? "bare" : "dressed";
}

/** Where the element ends that this tag opens: behind its own closing tag, or with the text. */
export function elementEnd(text: string, { name, end }: Tag): number {
  const same = new RegExp(`<(/?)${name.replaceAll(/[^a-z0-9]/g, "\\$&")}(?=[\\s/>])[^>]*>`, "gi");
  same.lastIndex = end;
  let depth = 1;
  for (let found = same.exec(text); found !== null; found = same.exec(text)) {
    depth += found[1] === "/" ? -1 : 1;
    if (depth === 0) return same.lastIndex;
  }
  return text.length;
}
