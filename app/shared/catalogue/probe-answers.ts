import type { ArgumentRule, Range } from "../core/catalogue.ts";

/** One thing that Terraform says of a resource that was made up. */
export interface ProbeDiagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string | undefined;
}

/** What a provider let slip about the arguments of one type, by dotted paths without indexes. */
export interface Slips {
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Of those with listed values the ones that take them in other letters. */
  readonly anyCase: ReadonlySet<string>;
  readonly ranges: ReadonlyMap<string, Range>;
  readonly rules: readonly ArgumentRule[];
}

/** Reads the messages of both generations of provider SDKs; an argument with several complaints may take more than one of them lists. */
export function readSlips(diagnostics: readonly ProbeDiagnostic[]): Slips {
  const texts = errorsIn(diagnostics);
  const said = texts.flatMap((text) => complaint(text) ?? []);
  const alone = said.filter((one) => said.every((other) => other === one || !isOther(one, other)));
  return {
    values: new Map(alone.flatMap(({ path, values }) => (values === undefined ? [] : [[path, values]]))),
    anyCase: new Set(),
    ranges: new Map(alone.flatMap(({ path, range }) => (range === undefined ? [] : [[path, range]]))),
    rules: distinct(texts.flatMap((text) => ruleIn(text) ?? [])),
  };
}

/** The same with what was said when listed values came in other letters: whoever then says nothing of an argument takes either. */
export function withOtherLetters(slips: Slips, diagnostics: readonly ProbeDiagnostic[]): Slips {
  const refused = errorsIn(diagnostics).flatMap((text) => complaint(text)?.path ?? []);
  return { ...slips, anyCase: new Set([...slips.values.keys()].filter((path) => !refused.includes(path))) };
}

function errorsIn(diagnostics: readonly ProbeDiagnostic[]): string[] {
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ summary, detail = "" }) => `${summary} ${detail}`.replaceAll(/\s+/g, " "));
}

interface Complaint {
  readonly path: string;
  readonly text: string;
  readonly values?: readonly string[];
  readonly range?: Range;
}

function isOther(one: Complaint, other: Complaint): boolean {
  return one.path === other.path && one.text !== other.text;
}

const PATH = String.raw`"?([a-z][\w.[\]<]*(?:\[Value\(.*?\)\][\w.[\]]*)*)"?`;
const NUMBER = String.raw`\(?(-?\d+(?:\.\d+)?)\)?`;
const LISTED = [
  new RegExp(String.raw`expected ${PATH} to be one of \[(.*?)\], got `),
  new RegExp(String.raw`Attribute ${PATH} value must be one of: \[(.*?)\], got`),
  new RegExp(String.raw`Path: ${PATH} Given Value: .* Valid Values: \[(.*?)\]`),
];
const RANGES = [
  new RegExp(String.raw`expected ${PATH} to be in the range \(${NUMBER} - ${NUMBER}\)`),
  new RegExp(`Attribute ${PATH} value must be between ${NUMBER} and ${NUMBER}, got`),
];
const LEAST = [
  new RegExp(`expected ${PATH} to be at least ${NUMBER}, got`),
  new RegExp(`Attribute ${PATH} value must be at least ${NUMBER}, got`),
];
const ABOUT = new RegExp(
  String.raw`(?:expected (?:value of |length of )?|Attribute |Path: )${PATH} |^"([a-z][\w.]*)" `,
);

function complaint(text: string): Complaint | null {
  const [, listed, values] = matched(LISTED, text);
  if (listed !== undefined && values !== undefined)
    return { path: plain(listed), text, values: words(values) };
  const [, ranged, min, max] = matched(RANGES, text);
  if (ranged !== undefined)
    return { path: plain(ranged), text, range: { min: Number(min), max: Number(max) } };
  const [, bound, least] = matched(LEAST, text);
  if (bound !== undefined) return { path: plain(bound), text, range: { min: Number(least), max: null } };
  const [, path, quoted] = ABOUT.exec(text) ?? [];
  const about = path ?? quoted;
  return about === undefined ? null : { path: plain(about), text };
}

function matched(patterns: readonly RegExp[], text: string): readonly (string | undefined)[] {
  return patterns.map((pattern) => pattern.exec(text)).find((match) => match !== null) ?? [];
}

/** `rule[0].filter.0.prefix` and `set[Value({…})].name` without what stands for an element. */
function plain(path: string): string {
  return path
    .replaceAll(/\[Value\(.*?\)\]/g, "")
    .replaceAll(/\[[^\]]*\]/g, "")
    .replaceAll(/\.?<\.?/g, "")
    .replaceAll(/\.\d+(?=\.|$)/g, "");
}

/** `"A" "B C"`, or `A B` of those who do not quote. */
function words(list: string): string[] {
  const quoted = [...list.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word]) => word ?? "");
  return quoted.length > 0 ? quoted : list.split(" ").filter((word) => word !== "");
}

type Kind = ArgumentRule["kind"];
/** Groups after the first are the paths, listed with commas where they are several. */
const RULES: readonly (readonly [kind: Kind, message: RegExp])[] = [
  ["at-most-one", /"([\w.]+)": conflicts with ([\w.]+)/],
  ["exactly-one", /combination of arguments.*: (?:only )?one of `([\w.,]+)`/],
  ["requires", /"([\w.]+)": all of `([\w.,]+)` must be specified/],
  ["at-least-one", /Missing required argument.*: one of `([\w.,]+)` must be specified/],
  ["exactly-one", /one \(and only one\) of \[([\w.,[\]<]+)\] is required/],
];

function ruleIn(text: string): ArgumentRule | null {
  const matches = RULES.map(([kind, message]) => ({ kind, match: message.exec(text) }));
  const found = matches.find(({ match }) => match !== null);
  if (found === undefined) return null;
  const paths = (found.match ?? []).slice(1).flatMap((group) => group?.split(",") ?? []);
  const ordered = found.kind === "at-most-one" ? paths.sort() : paths;
  return rule(found.kind, [...new Set(ordered)]);
}

/** A rule about one place is kept; one about something inside a repeated block could be about any element of it. */
function rule(kind: ArgumentRule["kind"], paths: readonly string[]): ArgumentRule | null {
  return paths.some((path) => /[.[<]/.test(path)) ? null : { kind, paths };
}

function distinct(rules: readonly ArgumentRule[]): ArgumentRule[] {
  return [...new Map(rules.map((one) => [JSON.stringify(one), one])).values()];
}
