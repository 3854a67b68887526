import type { Catalogue, ResourceType } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { OperationOf } from "#shared/core/typed-change.ts";
import { properties } from "./expression.ts";
import { addressOf, type Create } from "./order.ts";
import type { Scope } from "./reference.ts";
import { made, type Placement } from "./statement.ts";

/** `new S3Bucket(this, "invoices", { … })`: arguments first, then what Terraform itself understands. */
export function construct(operation: Create, type: ResourceType, place: Placement): string {
  const { indent, scope } = place;
  const lines = [
    ...countLine(operation, scope),
    ...properties(operation.arguments, type.fields, { scope, indent: `${indent}  ` }),
    ...metaLines(operation, scope),
  ];
  return made(type.className, lines, place);
}

function countLine({ count }: Create, scope: Scope): string[] {
  return count === undefined ? [] : [`count: ${scope.count ?? count},`];
}

function metaLines({ provider, dependsOn, lifecycle }: Create, scope: Scope): string[] {
  const lines: string[] = [];
  if (provider !== undefined) lines.push(`provider: ${scope.variableOf(provider)},`);
  if (dependsOn.length > 0) {
    lines.push(`dependsOn: [${dependsOn.map((address) => scope.variableOf(address)).join(", ")}],`);
  }
  if (lifecycle !== undefined) lines.push(`lifecycle: { ${lifecycleText(lifecycle)} },`);
  return lines;
}

function lifecycleText(lifecycle: NonNullable<Create["lifecycle"]>): string {
  const members = Object.entries(lifecycle).filter(([, value]) => value !== undefined);
  return members.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(", ");
}

export function typeOf(operation: Create, catalogue: Catalogue): ResourceType {
  const type = catalogue.find(operation.type, operation.mode);
  if (type !== null) return type;
  throw unknown(addressOf(operation));
}

export function providerOf(operation: Pick<OperationOf<"provider">, "provider">, catalogue: Catalogue) {
  const provider = catalogue.providers[operation.provider];
  if (provider !== undefined) return provider;
  throw unknown(`the provider ${operation.provider}`);
}

function unknown(what: string): PipelineError {
  return new PipelineError("emit/unknown-type", `No provider has ${what}.`, {
    next: "Check the change against the catalogue first.",
  });
}
