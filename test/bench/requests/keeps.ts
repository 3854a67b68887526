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
      return namesOf(about.filter(({ kind }) => kind !== "absent")).size >= line.times;
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

/** What is promised of an unnamed thing counts once. */
function namesOf(promises: readonly Promised[]): Set<string> {
  return new Set(promises.map(({ subject }) => subject.name ?? subject.refersTo ?? ""));
}

function isAbout({ subject }: Promised, { types, name }: Subject): boolean {
  if (!types.includes(typeKey(subject.type))) return false;
  // A promise about whatever refers to a thing, or about every thing of the type, is about the named one too.
  return name === undefined || subject.name === undefined || nameKey(subject.name) === name;
}

function refersTo(one: Promised, to: Subject): boolean {
  const named = one.kind === "refers-to" ? [one.to] : [];
  const address = one.subject.refersTo?.split(".") ?? [];
  const said = address[0] === undefined ? [] : [{ type: address[0], name: address[1] }];
  return [...named, ...said].some(
    ({ type, name }) =>
      to.types.includes(typeKey(type)) &&
      (to.name === undefined || name === undefined || nameKey(name) === to.name),
  );
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
  if (!("path" in one) || !kinds.includes(one.kind)) return false;
  return valuesAt(one, line.path).some((value) => isSame(value, line.value));
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
  if (line.is !== "compares" || line.by !== "=" || !("path" in one) || one.kind === "differs") return false;
  return valuesAt(one, line.path).length > 0;
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
