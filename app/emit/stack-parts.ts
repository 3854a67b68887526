import { basename, dirname, join } from "node:path/posix";
import ts from "typescript";
import type { Catalogue } from "#shared/core/catalogue.ts";
import { identifierFor } from "./identifier.ts";
import { returnOf } from "./returned.ts";
import { spliced } from "./splice.ts";
import { readStack, readTopic, type StackSource } from "./stack-source.ts";

/** A file beside the stack's own, whose function the constructor calls once. */
interface TopicPart {
  readonly path: string;
  readonly source: StackSource;
  /** The constructor's name for what the function returns, null where it keeps nothing. */
  readonly name: string | null;
  readonly call: ts.CallExpression;
}

export interface StackParts {
  readonly path: string;
  readonly stack: StackSource;
  readonly topics: readonly TopicPart[];
}

interface Reading {
  /** Of the stack's own file. */
  readonly path: string;
  readonly text: string;
  readonly catalogue: Catalogue;
  readonly read: (path: string) => string | null;
}

/**
 * The stack's own file with those that it is split into, each knowing how it refers to the others. Where something of a part is
 * wanted whose result the constructor does not keep, the text is read as if it did.
 */
export function readParts(reading: Reading, wanted: ReadonlySet<string>): StackParts {
  const { path, text, catalogue } = reading;
  const stack = readStack(path, text, catalogue);
  const topics = stack.body.statements.flatMap((statement) => topicOf(statement, stack, reading));
  const unkept = topics.filter(
    ({ name, source }) => name === null && [...source.sites.keys()].some((one) => wanted.has(one)),
  );
  if (unkept.length > 0) return readParts({ ...reading, text: keeping(unkept, stack) }, wanted);
  const ids = new Set([stack, ...topics.map(({ source }) => source)].flatMap((one) => [...one.ids]));
  const given = topics.flatMap(({ name, source }) => returnedBy(source, name));
  return {
    path,
    stack: { ...stack, ids, foreign: new Map(given) },
    topics: topics.map((part) => ({
      ...part,
      source: { ...part.source, ids, foreign: givenTo(part, topics) },
    })),
  };
}

/** Of everything that the files of a stack make where an edit can follow it. */
export function addressesIn(reading: Reading): string[] {
  const { stack, topics } = readParts(reading, new Set());
  return [stack, ...topics.map(({ source }) => source)].flatMap(({ sites }) => [...sites.keys()]);
}

/** `addCompute(this)` becomes `const compute = addCompute(this)`, after its file. */
function keeping(parts: readonly TopicPart[], { text, file, names }: StackSource): string {
  const splices = parts.map(({ path, call }) => {
    const start = call.getStart(file);
    return { start, end: start, text: `const ${identifierFor(basename(path, ".ts"), "part", names)} = ` };
  });
  return spliced(text, splices);
}

/** `const network = addNetwork(this);` of a function that nothing else calls. */
function topicOf(
  statement: ts.Statement,
  stack: StackSource,
  { path, catalogue, read }: Reading,
): TopicPart[] {
  const { name, made } = partsOf(statement);
  if (
    made === null ||
    !ts.isIdentifier(made.expression) ||
    made.arguments[0]?.kind !== ts.SyntaxKind.ThisKeyword
  )
    return [];
  const adder = made.expression.text;
  const specifier = stack.imports.find((one) => namesOf(one).includes(adder))?.moduleSpecifier;
  if (specifier === undefined || !ts.isStringLiteral(specifier) || !specifier.text.startsWith("./"))
    return [];
  const calls = stack.text.match(new RegExp(`\\b${adder}\\(`, "g")) ?? [];
  const file = join(dirname(path), specifier.text);
  const text = read(file);
  const source = text === null || calls.length > 1 ? null : readTopic(file, text, catalogue);
  return source === null ? [] : [{ path: file, source, name, call: made }];
}

function partsOf(statement: ts.Statement): { name: string | null; made: ts.CallExpression | null } {
  if (ts.isExpressionStatement(statement) && ts.isCallExpression(statement.expression))
    return { name: null, made: statement.expression };
  const [declaration, more] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  const made = declaration?.initializer;
  if (declaration === undefined || more !== undefined || made === undefined || !ts.isCallExpression(made))
    return { name: null, made: null };
  return ts.isIdentifier(declaration.name)
    ? { name: declaration.name.text, made }
    : { name: null, made: null };
}

function namesOf({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  return bindings !== undefined && ts.isNamedImports(bindings)
    ? bindings.elements.map((one) => one.name.text)
    : [];
}

/** What a function makes and returns, as whoever holds its result refers to it. */
function returnedBy(source: StackSource, name: string | null): [address: string, text: string][] {
  const names = new Set(
    returnOf(source)?.properties.flatMap((one) =>
      ts.isShorthandPropertyAssignment(one) ? [one.name.text] : [],
    ),
  );
  return [...source.sites.values()].flatMap(({ address, variable }): [string, string][] =>
    name !== null && variable !== null && names.has(variable) ? [[address, `${name}.${variable}`]] : [],
  );
}

/** By the arguments of its call: each is what the constructor calls another part's result. */
function givenTo({ source, call }: TopicPart, topics: readonly TopicPart[]): Map<string, string> {
  const [adder] = source.file.statements.filter(ts.isFunctionDeclaration);
  const given = call.arguments.flatMap((argument, index) => {
    const part = topics.find(({ name }) => name !== null && name === argument.getText());
    const parameter = adder?.parameters[index]?.name;
    return part === undefined || parameter === undefined || !ts.isIdentifier(parameter)
      ? []
      : returnedBy(part.source, parameter.text);
  });
  return new Map(given);
}
