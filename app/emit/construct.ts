import type { Catalogue, ResourceType } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";
import { properties, type Scope } from "./expression.ts";
import { addressOf, type Create } from "./order.ts";

export interface Placement {
  readonly scope: Scope;
  /** Indentation of the statement. */
  readonly indent: string;
  /** Variable to declare, null when nothing refers to it. */
  readonly variable: string | null;
  /** Id of the construct among its siblings. */
  readonly id: string;
}

/** One statement, or two where the construct's id cannot be Terraform's name. */
export function constructStatement(operation: Create, type: ResourceType, place: Placement): string[] {
  const { indent, scope, id } = place;
  const lines = properties(operation.arguments, type.fields, { scope, indent: `${indent}  ` });
  if (operation.dependsOn.length > 0) {
    lines.push(`dependsOn: [${operation.dependsOn.map((address) => scope.variableOf(address)).join(", ")}],`);
  }
  const body =
    lines.length === 0 ? "{}" : `{\n${lines.map((line) => `${indent}  ${line}\n`).join("")}${indent}}`;
  const made = `new ${type.className}(this, ${JSON.stringify(id)}, ${body})`;
  if (id === operation.name) {
    return [place.variable === null ? `${indent}${made};` : `${indent}const ${place.variable} = ${made};`];
  }
  const named = `overrideLogicalId(${JSON.stringify(operation.name)});`;
  if (place.variable === null) return [`${indent}${made}.${named}`];
  return [`${indent}const ${place.variable} = ${made};`, `${indent}${place.variable}.${named}`];
}

export function typeOf(operation: Create, catalogue: Catalogue): ResourceType {
  const type = catalogue.find(operation.type, operation.mode);
  if (type !== null) return type;
  throw new PipelineError("emit/unknown-type", `No provider has ${addressOf(operation)}.`, {
    next: "Check the change against the catalogue first.",
  });
}
