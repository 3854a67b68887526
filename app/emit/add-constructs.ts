import type { Catalogue } from "#shared/core/catalogue.ts";
import type { Operation } from "#shared/core/typed-change.ts";
import { type Declared, resourcesNamed } from "./declare-referred.ts";
import type { Imports } from "./imports.ts";
import { addressOf, type Declaration, isDeclaration, needs } from "./order.ts";
import { cannotEdit } from "./refusal.ts";
import type { Site } from "./site.ts";
import { lineStart, type Splice } from "./splice.ts";
import { joinBlocks } from "./stack-blocks.ts";
import type { StackSource } from "./stack-source.ts";
import { writeConstructs } from "./write-constructs.ts";

interface Surroundings {
  readonly source: StackSource;
  readonly declared: Declared;
  readonly imports: Imports;
  readonly catalogue: Catalogue;
}

interface Added {
  readonly splices: readonly Splice[];
  /** Of what was there and of what is new, by address. */
  readonly variables: ReadonlyMap<string, string>;
}

/**
 * Adds constructs, and `moved`, `import` and `removed` blocks, at the end of the constructor; what an edited construct is to refer
 * to stands before it.
 */
export function addConstructs(operations: readonly Operation[], around: Surroundings): Added {
  const { source, declared, imports, catalogue } = around;
  const all = operations.filter(isDeclaration);
  const place = placeOfEarly(operations, all, source);
  const early = place === null ? [] : place.declarations;
  const names = new Set([...source.names, ...declared.variables.values()]);
  const forEdits = new Set(operations.filter(({ kind }) => kind === "edit").flatMap(resourcesNamed));
  const present = {
    variables: declared.variables,
    ids: source.ids,
    names,
    referred: new Set([...forEdits, ...all.flatMap(needs)]),
  };
  const library = { catalogue, imports, home: source.home };
  const first = writeConstructs(early, present, library);
  const rest = all.filter((declaration) => !early.includes(declaration));
  const second = writeConstructs(rest, { ...first.present, referred: present.referred }, library);
  const blocks = joinBlocks(operations, source);
  return {
    splices: [
      ...blocks.splices,
      ...(place === null ? [] : before(place.site, first.statements, source)),
      ...atEnd([...second.statements, ...blocks.statements], source),
    ],
    variables: second.present.variables,
  };
}

interface Early {
  readonly site: Site;
  readonly declarations: readonly Declaration[];
}

/** What edits refer to, and what that needs in turn, stands before the first construct that is edited so. */
function placeOfEarly(
  operations: readonly Operation[],
  all: readonly Declaration[],
  source: StackSource,
): Early | null {
  const made = new Map(all.map((declaration) => [addressOf(declaration), declaration]));
  const early = new Set<Declaration>();
  const sites: Site[] = [];
  const take = (address: string): void => {
    const declaration = made.get(address);
    if (declaration === undefined || early.has(declaration)) return;
    early.add(declaration);
    for (const needed of needs(declaration)) take(needed);
  };
  for (const operation of operations) {
    const named =
      operation.kind === "edit" ? resourcesNamed(operation).filter((address) => made.has(address)) : [];
    const site = operation.kind === "edit" ? source.sites.get(operation.address) : undefined;
    if (named.length === 0 || site === undefined) continue;
    sites.push(site);
    named.forEach(take);
  }
  const [site] = sites.sort((left, right) => left.statement.pos - right.statement.pos);
  if (site === undefined) return null;
  for (const declaration of early) requireBefore(declaration, site, source);
  return { site, declarations: all.filter((declaration) => early.has(declaration)) };
}

function requireBefore(declaration: Declaration, site: Site, { sites, file }: StackSource): void {
  const later = needs(declaration)
    .map((address) => sites.get(address))
    .find((one) => one !== undefined && one.statement.pos >= site.statement.pos);
  if (later === undefined) return;
  throw cannotEdit(
    { file, node: later.made },
    `${later.address} is made too late for ${addressOf(declaration)}, which ${site.address} would refer to`,
  );
}

/** Above the comment that leads the statement. */
function before(site: Site, statements: readonly string[], { text, file }: StackSource): Splice[] {
  const comment = text.slice(site.statement.pos, site.statement.getStart(file)).search(/\/[/*]/);
  const start = comment < 0 ? site.statement.getStart(file) : site.statement.pos + comment;
  const at = lineStart(text, start);
  return [{ start: at, end: at, text: `${statements.join("\n\n")}\n\n` }];
}

function atEnd(statements: readonly string[], { text, body }: StackSource): Splice[] {
  if (statements.length === 0) return [];
  const line = lineStart(text, body.end - 1);
  const added = `\n${statements.join("\n\n")}\n`;
  if (line > body.pos + 1) return [{ start: line, end: line, text: added }];
  const closing = body.end - 1;
  return [{ start: closing, end: closing, text: `${added}  ` }];
}
