import { isJsonObject, type Json, plainText } from "#shared/core/json.ts";
import { code } from "#shared/report/escape.ts";
import { companionsOf, leadsTo, type Scene, type Thing, thingsOf } from "./scene.ts";

/** What of one thing is worth a line: more is in the code. */
const MOST_ATTRIBUTES = 8;
const LONGEST_VALUE = 80;

/** A thing with its attributes in words, and what is written with it below. */
export function describe(thing: Thing, scene: Scene, most = MOST_ATTRIBUTES): string[] {
  const noun = scene.kinds.find(({ type }) => type === thing.type)?.nouns[0];
  const head = `- ${code(thing.address)}${noun === undefined ? "" : ` (${noun})`}${saying(thing, most)}`;
  const own = companionsOf(thing, thingsOf(scene)).map(
    (one) => `  - ${code(one.address)}${saying(one, most)}`,
  );
  return [head, ...own];
}

/** A line for a look at everything: a few attributes, and the names of what is written with it. */
export function describeBriefly(thing: Thing, scene: Scene): string {
  const [head = ""] = describe(thing, scene, 3);
  const own = companionsOf(thing, thingsOf(scene)).map(({ type }) =>
    type.slice(thing.type.length + 1).replaceAll("_", " "),
  );
  return own.length === 0 ? head : `${head}; with its ${own.join(", ")}`;
}

function saying(thing: Thing, most: number): string {
  const all = attributesOf(thing);
  const shown = all.slice(0, most).map(attributeInWords);
  if (shown.length === 0) return "";
  const rest = all.length - shown.length;
  return `: ${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

interface Attribute {
  /** Terraform names without indexes. */
  readonly path: readonly string[];
  readonly value: string;
}

/** What the code says plainly; expressions are references, and documents are too long for a line. */
export function attributesOf({ attributes, sensitive }: Thing): Attribute[] {
  return leaves(attributes, sensitive, []).filter(
    ({ value }) => value !== "" && !/^\s*[{[]/.test(value) && !value.includes("${"),
  );
}

function leaves(value: Json, marks: Json, path: readonly string[]): Attribute[] {
  if (marks === true) return [{ path, value: "(sensitive)" }];
  if (Array.isArray(value)) {
    const plain = value.filter((one) => !isJsonObject(one) && !Array.isArray(one));
    if (value.length > 0 && plain.length === value.length)
      return [{ path, value: plain.map((one) => plainText(one)).join(", ") }];
    return value.flatMap((one, at) => leaves(one, Array.isArray(marks) ? (marks[at] ?? null) : null, path));
  }
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([name, one]) =>
      leaves(one, isJsonObject(marks) ? (marks[name] ?? null) : null, [...path, name]),
    );
  }
  return value === null ? [] : [{ path, value: plainText(value) }];
}

/** `rule.expiration.days` = 90 → "expiration days `90`": the last two names say enough. */
export function attributeInWords({ path, value }: Attribute): string {
  const name = path.slice(-2).join(" ").replaceAll("_", " ");
  const cut = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
  return `${/^[\w .:/-]+$/.test(name) ? name : code(name)} ${code(cut)}`;
}

interface Link {
  readonly address: string;
  readonly path: string;
}

/** What a thing and its companions refer to, and what refers to them. */
export function linksOf(thing: Thing, scene: Scene): { uses: Link[]; usedBy: Link[] } {
  const all = thingsOf(scene);
  const own = [thing, ...companionsOf(thing, all)];
  const isOwn = (to: string) => own.some(({ address }) => leadsTo(to, address));
  const outward = own.flatMap(({ references }) => references).filter(({ to }) => !isOwn(to));
  const uses = outward.map(({ path, to }) => ({ address: addressIn(to, all), path }));
  const usedBy = all
    .filter((one) => !own.includes(one))
    .flatMap(({ address, references }) =>
      references.filter(({ to }) => isOwn(to)).map(({ path }) => ({ address, path })),
    );
  return { uses: once(uses), usedBy: once(usedBy) };
}

function addressIn(to: string, all: readonly Thing[]): string {
  return all.find(({ address }) => leadsTo(to, address))?.address ?? to;
}

function once(links: readonly Link[]): Link[] {
  return [...new Map(links.map((link) => [link.address, link])).values()];
}
