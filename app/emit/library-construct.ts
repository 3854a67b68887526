import type { Catalogue } from "#shared/core/catalogue.ts";
import type { OperationOf } from "#shared/core/typed-change.ts";
import { providerOf } from "./construct.ts";
import { constant, expression } from "./expression.ts";
import { VERBATIM } from "./literal.ts";
import type { Declaration } from "./order.ts";
import type { LibraryName } from "./reference.ts";
import { made, type Placement } from "./statement.ts";

type Other = Exclude<Declaration, OperationOf<"create">>;

/** What the library itself has a class for. */
export const LIBRARY_CLASS = {
  variable: "TerraformVariable",
  output: "TerraformOutput",
  local: "TerraformLocal",
} as const satisfies Record<string, LibraryName>;

/** Variables, outputs, locals and further provider configurations as `new C(this, "id", …)`. */
export function libraryConstruct(declaration: Other, catalogue: Catalogue, place: Placement): string {
  if (declaration.kind === "variable")
    return made(LIBRARY_CLASS.variable, variableLines(declaration, place), place);
  if (declaration.kind === "output")
    return made(LIBRARY_CLASS.output, outputLines(declaration, place), place);
  if (declaration.kind === "local") {
    const value = expression(declaration.value, { kind: "any" }, place);
    return `new ${LIBRARY_CLASS.local}(${place.host}, ${JSON.stringify(place.id)}, ${value})`;
  }
  const { className } = providerOf(declaration, catalogue);
  return made(className, providerLines(declaration, place), place);
}

function variableLines(variable: OperationOf<"variable">, place: Placement): string[] {
  const at = { scope: place.scope, indent: `${place.indent}  ` };
  return [
    `type: ${JSON.stringify(variable.type)},`,
    ...(variable.default === undefined ? [] : [`default: ${constant(variable.default, at)},`]),
    ...flags(variable),
  ];
}

function outputLines(output: OperationOf<"output">, place: Placement): string[] {
  const at = { scope: place.scope, indent: `${place.indent}  ` };
  return [`value: ${expression(output.value, { kind: "any" }, at)},`, ...flags(output)];
}

/** Terraform evaluates nothing in a description. */
function flags(declaration: { description?: string | undefined; sensitive?: boolean | undefined }): string[] {
  const { description, sensitive } = declaration;
  return [
    ...(description === undefined ? [] : [`description: ${JSON.stringify(VERBATIM.text(description))},`]),
    ...(sensitive === undefined ? [] : [`sensitive: ${sensitive},`]),
  ];
}

function providerLines(provider: OperationOf<"provider">, place: Placement): string[] {
  const at = { scope: place.scope, indent: `${place.indent}  ` };
  const lines = Object.entries(provider.arguments).map(
    ([name, value]) => `${propertyOf(name)}: ${expression(value, { kind: "any" }, at)},`,
  );
  return [`alias: ${JSON.stringify(provider.alias)},`, ...lines];
}

/** `skip_region_validation` → `skipRegionValidation`. */
function propertyOf(name: string): string {
  return name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
