import ts from "typescript";
import type { Catalogue } from "#shared/core/catalogue.ts";
import type { Operation } from "#shared/core/typed-change.ts";
import { resourcesNamed } from "./declare-referred.ts";
import { editedStack } from "./edited-stack.ts";
import { addressOf, isDeclaration } from "./order.ts";
import { cannotEdit } from "./refusal.ts";
import type { StackParts } from "./stack-parts.ts";
import type { StackSource } from "./stack-source.ts";

/**
 * Each operation done in the file that makes its construct, with what is new and only there referred to; everything else that is new,
 * and every block, stands in the stack's own file. Path → text of the files that change.
 */
export function editedFiles(
  operations: readonly Operation[],
  { path, stack, topics }: StackParts,
  catalogue: Catalogue,
): Record<string, string> {
  if (topics.length === 0) return { [path]: editedStack(operations, stack, catalogue) };
  const taken = new Set<Operation>();
  const shares = topics.map(({ path: file, source }) => {
    const own = shareOf(
      source,
      operations.filter((one) => !taken.has(one)),
    );
    for (const operation of own) taken.add(operation);
    return { file, source, own };
  });
  const ofStack = operations.flatMap((one) => (taken.has(one) ? blockOf(one) : [one]));
  const all = [...shares, { file: path, source: stack, own: ofStack }];
  for (const { source, own } of all) requireGiven(own, source, all);
  requireNoUsers(operations, all);
  const texts = all.map(({ file, source, own }) => {
    const done = source === stack ? own : own.map(asRemoval);
    return [file, own.length === 0 ? source.text : editedStack(done, source, catalogue)] as const;
  });
  return Object.fromEntries(texts.filter(([, text], index) => text !== all[index]?.source.text));
}

interface Share {
  readonly source: StackSource;
  readonly own: readonly Operation[];
}

const HERE = new Set(["edit", "remove", "rename", "removed"]);

/** What is done to constructs of a file, and what is new and referred to by that. */
function shareOf({ sites }: StackSource, operations: readonly Operation[]): Operation[] {
  const own = new Set(
    operations.filter((one) => HERE.has(one.kind) && "address" in one && sites.has(one.address)),
  );
  const made = new Map(operations.filter(isDeclaration).map((one) => [addressOf(one), one]));
  for (const operation of own)
    for (const address of resourcesNamed(operation)) {
      const declaration = made.get(address);
      if (declaration !== undefined) own.add(declaration);
    }
  return operations.filter((one) => own.has(one));
}

/** Terraform's own blocks belong to the stack, wherever the construct is made. */
function blockOf(operation: Operation): Operation[] {
  if (operation.kind === "removed") return [operation];
  if (operation.kind !== "rename" || /^(data|var|output|local)\./.test(operation.address)) return [];
  const { address, name } = operation;
  return [{ kind: "moved", from: address, to: address.replace(/[^.]+$/, name) }];
}

function asRemoval(operation: Operation): Operation {
  return operation.kind === "removed" ? { kind: "remove", address: operation.address } : operation;
}

/** What an operation refers to has to be made in its file, or given to it. */
function requireGiven(own: readonly Operation[], source: StackSource, all: readonly Share[]): void {
  const others = all.filter((one) => one.source !== source);
  for (const address of own.flatMap(resourcesNamed)) {
    const isGiven = source.foreign.has(address) || makes({ own, source }, address);
    const other = isGiven ? undefined : others.find((one) => makes(one, address));
    if (other === undefined) continue;
    const node = other.source.sites.get(address)?.made ?? other.source.body;
    const reason = `${address} is made here, and ${source.file.fileName} is not given it`;
    throw cannotEdit({ file: other.source.file, node }, reason);
  }
}

function makes({ source, own }: Share, address: string): boolean {
  return source.sites.has(address) || own.filter(isDeclaration).some((one) => addressOf(one) === address);
}

/** What goes away in one file is used in no other, except by what goes away too. */
function requireNoUsers(operations: readonly Operation[], all: readonly Share[]): void {
  const gone = new Set(
    operations.flatMap((one) => (one.kind === "remove" || one.kind === "removed" ? [one.address] : [])),
  );
  for (const { source } of all) {
    const texts = new Map(
      [...source.foreign].flatMap(([address, text]) => (gone.has(address) ? [[text, address]] : [])),
    );
    const leaving = new Set<ts.Node>(
      [...source.sites.values()].filter(({ address }) => gone.has(address)).map(({ statement }) => statement),
    );
    const visit = (node: ts.Node): void => {
      if (leaving.has(node)) return;
      const address = ts.isPropertyAccessExpression(node) ? texts.get(node.getText(source.file)) : undefined;
      if (address !== undefined)
        throw cannotEdit({ file: source.file, node }, `${address} is still used here`);
      ts.forEachChild(node, visit);
    };
    if (texts.size > 0) visit(source.body);
  }
}
