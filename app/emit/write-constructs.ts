import { referencesIn } from "#shared/catalogue/references.ts";
import type { Catalogue } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";
import { construct, providerOf, typeOf } from "./construct.ts";
import { identifierFor } from "./identifier.ts";
import type { Imports } from "./imports.ts";
import { LIBRARY_CLASS, libraryConstruct } from "./library-construct.ts";
import { addressOf, type Declaration, inOrder, valuesOf } from "./order.ts";
import type { Scope } from "./reference.ts";
import { type Home, type Placement, statements } from "./statement.ts";

/** What a file holds already: its variables by address, the ids of its constructs and every name in scope. */
export interface Present {
  readonly variables: ReadonlyMap<string, string>;
  readonly ids: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  /** Addresses that something refers to: those get a variable. */
  readonly referred: ReadonlySet<string>;
}

/** Statements, and what the file holds with them. */
interface Written {
  readonly statements: readonly string[];
  readonly present: Present;
}

interface Library {
  readonly catalogue: Catalogue;
  /** Gets what the constructs need. */
  readonly imports: Imports;
  readonly home: Home;
}

/** New constructs as statements of their home, in an order in which each constant stands before its use. */
export function writeConstructs(
  declarations: readonly Declaration[],
  present: Present,
  library: Library,
): Written {
  const writer = new Writer(present, library);
  const statements = inOrder(declarations).map((declaration) => writer.write(declaration));
  return { statements, present: writer.present() };
}

/** Keeps what is taken while one declaration after another is written. */
class Writer {
  private readonly referred: ReadonlySet<string>;
  private readonly variables: Map<string, string>;
  private readonly names: Set<string>;
  private readonly ids: Set<string>;
  private readonly library: Library;

  constructor(present: Present, library: Library) {
    this.referred = present.referred;
    this.variables = new Map(present.variables);
    this.names = new Set(present.names);
    this.ids = new Set(present.ids);
    this.library = library;
  }

  present(): Present {
    return { variables: this.variables, ids: this.ids, names: this.names, referred: this.referred };
  }

  write(declaration: Declaration): string {
    const address = addressOf(declaration);
    const { name, type } = naming(declaration);
    const id = this.ids.has(name) ? `${type}.${name}` : name;
    const calls = callsOn(declaration, { id, name });
    const isNamed = this.referred.has(address) || calls.length > 1;
    const variable = isNamed ? identifierFor(name, type, this.names) : null;
    this.names.add(variable ?? "");
    const { lines, scope } = this.counted(declaration);
    const place = { ...this.library.home, scope, variable, id };
    lines.push(...statements(this.made(declaration, place), calls, place));
    if (variable !== null) this.variables.set(address, variable);
    this.ids.add(id);
    return lines.join("\n");
  }

  private made(declaration: Declaration, place: Placement): string {
    const { catalogue, imports } = this.library;
    if (declaration.kind === "create") {
      const type = typeOf(declaration, catalogue);
      imports.addType(type);
      return construct(declaration, type, place);
    }
    if (declaration.kind === "provider") imports.addType(providerOf(declaration, catalogue));
    else imports.addLibrary(LIBRARY_CLASS[declaration.kind]);
    return libraryConstruct(declaration, catalogue, place);
  }

  /** Where the number of each is used, the count is a constant of its own. */
  private counted(declaration: Declaration): { lines: string[]; scope: Scope } {
    const { catalogue, imports } = this.library;
    const scope = {
      catalogue,
      variableOf: (address: string) => this.variableOf(address),
      uses: (name: string) => imports.addLibrary(name),
    };
    const count = declaration.kind === "create" ? declaration.count : undefined;
    if (count === undefined || !referencesIn(valuesOf(declaration)).includes("count.index")) {
      return { lines: [], scope };
    }
    const name = identifierFor(`${naming(declaration).name}_count`, "count", this.names);
    this.names.add(name);
    imports.addLibrary("TerraformCount");
    return {
      lines: [`${this.library.home.indent}const ${name} = TerraformCount.of(${count});`],
      scope: { ...scope, count: name },
    };
  }

  private variableOf(address: string): string {
    const variable = this.variables.get(address);
    if (variable !== undefined) return variable;
    throw new PipelineError("emit/unknown-reference", `Nothing in this stack is called ${address}.`, {
      next: "Check the change against the catalogue first.",
    });
  }
}

/** Terraform's name, and the word that tells it from others of that name. */
function naming(declaration: Declaration): { name: string; type: string } {
  if (declaration.kind === "provider") {
    return { name: `${declaration.provider}_${declaration.alias}`, type: "provider" };
  }
  return {
    name: declaration.name,
    type: declaration.kind === "create" ? declaration.type : declaration.kind,
  };
}

/** The id of the construct is Terraform's name where it is free. */
function callsOn(declaration: Declaration, { id, name }: { id: string; name: string }): string[] {
  const isRenamed = id !== name && declaration.kind !== "provider";
  const isEphemeral = declaration.kind === "variable" && declaration.ephemeral === true;
  return [
    ...(isRenamed ? [`overrideLogicalId(${JSON.stringify(name)})`] : []),
    ...(isEphemeral ? ['addOverride("ephemeral", true)'] : []),
  ];
}
