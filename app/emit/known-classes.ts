import ts from "typescript";
import { plainField } from "#shared/catalogue/field.ts";
import type { Catalogue, Field, ResourceType } from "#shared/core/catalogue.ts";
import { LIBRARY } from "./library.ts";
import { LIBRARY_CLASS } from "./library-construct.ts";

/** Classes that an edit can follow, by the name that a file gives them. */
export type KnownClasses = ReadonlyMap<string, ResourceType>;

const WORD = { variable: "var", output: "output", local: "local" } as const;

/** The library's own constructs, as if a provider had them: their addresses are `var.x`, `output.x`, `local.x`. */
const OWN: readonly ResourceType[] = (["variable", "output", "local"] as const).map((kind) => ({
  type: WORD[kind],
  mode: "managed",
  module: LIBRARY,
  className: LIBRARY_CLASS[kind],
  isDeprecated: false,
  rules: [],
  fields: fieldsOf("type default value description sensitive nullable"),
}));

function fieldsOf(names: string): Record<string, Field> {
  return Object.fromEntries(names.split(" ").map((name) => [name, plainField(name, { kind: "any" })]));
}

/** Classes of providers and of the library, by the name that the file gives them. */
export function knownClasses(imports: readonly ts.ImportDeclaration[], catalogue: Catalogue): KnownClasses {
  return new Map(imports.flatMap((declaration) => classesOf(declaration, catalogue)));
}

function classesOf(declaration: ts.ImportDeclaration, catalogue: Catalogue): [string, ResourceType][] {
  const bindings = declaration.importClause?.namedBindings;
  const specifier = declaration.moduleSpecifier;
  if (!ts.isStringLiteral(specifier) || bindings === undefined || !ts.isNamedImports(bindings)) return [];
  const types = typesIn(specifier.text, catalogue);
  return bindings.elements.flatMap((element): [string, ResourceType][] => {
    const type = types.find(({ className }) => className === (element.propertyName ?? element.name).text);
    return type === undefined ? [] : [[element.name.text, type]];
  });
}

function typesIn(module: string, catalogue: Catalogue): readonly ResourceType[] {
  if (module === LIBRARY) return OWN;
  const type = catalogue.ofModule(module);
  if (type !== null) return [type];
  const provider = Object.entries(catalogue.providers).find(([, one]) => one.module === module);
  if (provider === undefined) return [];
  const [name, { className }] = provider;
  return [
    {
      type: name,
      mode: "managed",
      module,
      className,
      isDeprecated: false,
      rules: [],
      fields: fieldsOf("alias region"),
    },
  ];
}
