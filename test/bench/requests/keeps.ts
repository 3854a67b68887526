import type { Contract } from "#shared/core/contract.ts";
import { type Line, nameKey, readLine, type Subject, typeKey } from "./notation.ts";

type Promised = Contract["promises"][number];

/** Whether the contract says what is expected, in either of the ways in which a contract can say it. */
export function keeps(contract: Contract, expected: string): boolean {
  return readLine(expected).some((line) => keepsLine(contract.promises, line));
}

/** Whether the contract says another value, presence or absence where the expectation names one. */
export function contradicts(contract: Contract, expected: string): boolean {
  if (keeps(contract, expected)) return false;
  return readLine(expected).some((line) => {
    const about = contract.promises.filter((one) => isAbout(one, line.subject));
    const present = about.filter(({ kind }) => kind !== "absent");
    // That another thing of the type goes opposes nothing that is said of this one.
    return (present.length > 0 ? present : about).some((one) => opposes(one, line));
  });
}

function keepsLine(promises: readonly Promised[], line: Line): boolean {
  const about = promises.filter((one) => isAbout(one, line.subject));
  switch (line.is) {
    case "exists":
      return countOf(about.filter(({ kind }) => kind !== "absent")) >= line.times;
    case "absent":
      return about.some(({ kind }) => kind === "absent");
    case "refers":
      return about.some((one) => refersTo(one, line.to));
    case "holds":
      return about.some((one) => "value" in one && JSON.stringify(one.value).includes(quoted(line.text)));
    case "compares":
      return about.some((one) => says(one, line));
  }
}

/** What is promised of an unnamed thing counts once, unless the promise says how many there are. */
function countOf(promises: readonly Promised[]): number {
  const names = new Set(
    promises.map(({ subject }) => subject.name ?? subject.called ?? subject.refersTo ?? ""),
  );
  return Math.max(names.size, ...promises.map((one) => (one.kind === "many" ? one.value : 0)));
}

function isAbout({ subject }: Promised, wanted: Subject): boolean {
  return isOfType(subject, wanted) && isCalled(subject, wanted);
}

/** A thing whose type the words leave open is of any of the types that they fit. */
function isOfType({ type, or = [] }: Promised["subject"], { types }: Subject): boolean {
  return [type, ...or].some((one) => types.includes(typeKey(one)));
}

/** A promise about whatever refers to a thing, or about every thing of the type, is about the named one too. */
function isCalled({ name, called }: Promised["subject"], wanted: Subject): boolean {
  const said = name ?? called;
  return wanted.name === undefined || said === undefined || nameKey(said) === wanted.name;
}

function refersTo(one: Promised, to: Subject): boolean {
  const named = one.kind === "refers-to" || one.kind === "linked" ? [one.to] : [];
  const address = one.subject.refersTo?.split(".") ?? [];
  const said = address[0] === undefined ? [] : [{ type: address[0], name: address[1] }];
  return [...named, ...said].some((subject) => isOfType(subject, to) && isCalled(subject, to));
}

const KINDS = {
  "=": ["equals", "at-least", "at-most", "holds"],
  "!=": ["differs"],
  ">=": ["at-least", "equals"],
  "<=": ["at-most", "equals"],
} as const;

/** A bound at the value that was said says it too: "100 GB of disk" is kept by at least 100. */
function says(one: Promised, line: Extract<Line, { is: "compares" }>): boolean {
  const kinds: readonly string[] = KINDS[line.by];
  if (!kinds.includes(one.kind)) return false;
  return heldAt(one, line.path).some((value) => isSame(value, line.value));
}

/** What a promise says of a path: some hold a value at one of several. */
function heldAt(one: Promised, wanted: string): unknown[] {
  if ("path" in one) return valuesAt(one, wanted);
  if (one.kind !== "holds") return [];
  return (one.paths ?? []).flatMap((path) => valuesAt({ path, value: one.value }, wanted));
}

/** The value at a path, also where the promise is about a part above it and holds it inside. */
function valuesAt({ path, value }: { path: string; value?: unknown }, wanted: string): unknown[] {
  if (path === wanted) return [value];
  if (!wanted.startsWith(`${path}.`)) return [];
  const steps = wanted.slice(path.length + 1).split(".");
  return steps.reduce<unknown[]>(
    (values, step) =>
      values.flat().flatMap((one) => (isRecord(one) && one[step] !== undefined ? [one[step]] : [])),
    [value],
  );
}

function opposes(one: Promised, line: Line): boolean {
  if (line.is === "absent") return one.kind === "exists";
  if (one.kind === "absent") return true;
  if (line.is !== "compares" || line.by !== "=" || one.kind === "differs") return false;
  return heldAt(one, line.path).length > 0;
}

function isSame(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(value))
    return value.length === 1 ? isSame(value[0], wanted) : textOf(value) === textOf(wanted);
  return textOf(value) === textOf(wanted);
}

/** `"3"` and 3 are the same to Terraform. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
