import type { Part } from "#constructs/recipe.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { ExistingResource } from "#shared/core/existing-resource.ts";
import { isJsonObject, type Json } from "#shared/core/json.ts";
import type { Operation } from "#shared/core/typed-change.ts";
import { type Create, createOf, expandPart, holds, pieceOf, type Subject } from "./expand.ts";
import { fill } from "./fill.ts";
import { mentions, placesIn } from "./places.ts";
import { relativesOf } from "./relatives.ts";

export interface Change {
  readonly subject: Subject;
  readonly asked: Readonly<Record<string, Json>>;
  readonly main: ExistingResource;
  readonly existing: readonly ExistingResource[];
}

/** Changes what was asked where it stands already, writes the companion that is missing, and removes the one that is switched off. */
export function editOf(change: Change): Operation[] {
  const operations = change.subject.recipe.parts.flatMap((part) => operationsFor(part, change));
  return [...missingSiblings(operations, change), ...operations];
}

/** What the written resources refer to and the stack does not have is written too. */
function missingSiblings(operations: readonly Operation[], { subject, existing }: Change): Operation[] {
  const written = operations.filter((operation) => operation.kind === "create");
  const made = new Set([...existing.map(({ address }) => address), ...written.map(addressOf)]);
  const text = JSON.stringify(operations);
  return subject.recipe.parts
    .filter((part) => part.each === undefined)
    .map((part) => pieceOf(part, subject))
    .filter(({ address }) => !made.has(address) && text.includes(`"$ref":"${address}.`))
    .map(createOf);
}

function addressOf({ mode, type, name }: Create): string {
  return `${mode === "data" ? "data." : ""}${type}.${name}`;
}

function operationsFor(part: Part, change: Change): Operation[] {
  const closed = closedOf(part, change);
  if (!Object.keys(change.asked).some((attribute) => isAbout(part, attribute))) return closed;
  return [...closed, ...(part.each === undefined ? editSingle(part, change) : editRepeated(part, change))];
}

function isAbout(part: Part, attribute: string): boolean {
  const isCondition = Object.hasOwn(part.when ?? {}, attribute);
  return isCondition || part.each === attribute || mentions(part.arguments, attribute);
}

function editSingle(part: Part, change: Change): Operation[] {
  const found = standing(part, change);
  const isWanted = holds(part.when, change.subject.values);
  if (found === undefined) return isWanted ? expandPart(part, change.subject).map(createOf) : [];
  const set = settings(part, change, found);
  if (set.length > 0) return [{ kind: "edit", address: found.address, set, unset: [] }];
  return isWanted ? [] : [{ kind: "remove", address: found.address }];
}

/** The resource of the stack that is this part: the thing itself, or the companion that refers to it. */
function standing(part: Part, { subject, main, existing }: Change): ExistingResource | undefined {
  if (part === subject.recipe.parts[0]) return main;
  const { address } = pieceOf(part, subject);
  return (
    relativesOf(main.address, existing).find(({ type }) => type === part.type && part.suffix === undefined) ??
    existing.find((one) => one.address === address)
  );
}

function settings(part: Part, change: Change, found: ExistingResource) {
  const { filling } = pieceOf(part, change.subject);
  return placesIn(part.arguments)
    .filter(({ draft }) => Object.keys(change.asked).some((attribute) => mentions(draft, attribute)))
    .flatMap(({ path, draft }) => {
      const value = fill(draft, filling);
      return value === undefined || value === 0 ? [] : [{ path: checkedPath(path, found), value }];
    });
}

/** A list that somebody has added to by hand is not ours to count in. */
function checkedPath(path: string, found: ExistingResource): string {
  const [first = ""] = path.split(".");
  const held = isJsonObject(found.attributes) ? found.attributes[first] : undefined;
  if (Array.isArray(held) && held.length > 1) {
    throw new PipelineError("author/several-blocks", `${found.address} has ${held.length} ${first} blocks.`, {
      next: "Change it by hand in the pull request: which of them is meant cannot be told.",
    });
  }
  return path;
}

/** New elements are written; a smaller number removes the last ones. */
function editRepeated(part: Part, { subject, asked, existing }: Change): Operation[] {
  const wanted = expandPart(part, subject);
  const created = wanted
    .filter(({ address }) => existing.every((one) => one.address !== address))
    .map(createOf);
  const isCounted = part.each !== undefined && typeof asked[part.each] === "number";
  const surplus = isCounted ? existing.filter(({ address }) => isSurplus(address, part, subject)) : [];
  return [...created, ...surplus.map(({ address }): Operation => ({ kind: "remove", address }))];
}

function isSurplus(address: string, part: Part, subject: Subject): boolean {
  const stem = pieceOf(part, subject, { index: 0 }).address.replace(/1$/, "");
  const number = address.startsWith(stem) ? Number(address.slice(stem.length)) : Number.NaN;
  return Number.isInteger(number) && number > expandPart(part, subject).length;
}

/** "close port 22" removes the rules whose arguments are the elements said. */
function closedOf(part: Part, { asked, main, existing }: Change): Operation[] {
  const elements = part.closedBy === undefined ? undefined : asked[part.closedBy];
  if (!Array.isArray(elements)) return [];
  const candidates = relativesOf(main.address, existing).filter(({ type }) => type === part.type);
  const closed = candidates.filter((rule) => elements.some((element) => isSaid(part, rule, element)));
  if (closed.length > 0) return closed.map(({ address }) => ({ kind: "remove", address }));
  throw new PipelineError(
    "author/nothing-to-close",
    `Nothing of ${main.address} matches what should be closed.`,
    {
      next: "Name a port that is open.",
    },
  );
}

function isSaid(part: Part, rule: ExistingResource, element: Json): boolean {
  return Object.entries(part.arguments).every(([argument, draft]) => {
    const field = isJsonObject(draft) ? draft.$item : undefined;
    if (typeof field !== "string" || !isJsonObject(element) || element[field] === undefined) return true;
    return isJsonObject(rule.attributes) && rule.attributes[argument] === element[field];
  });
}
