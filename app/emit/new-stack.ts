import type { Catalogue } from "#shared/core/catalogue.ts";
import type { Operation } from "#shared/core/typed-change.ts";
import { providerOf } from "./construct.ts";
import { stackClassName } from "./identifier.ts";
import { Imports } from "./imports.ts";
import { LIBRARY } from "./library.ts";
import { type Declaration, isDeclaration, needs } from "./order.ts";
import { blockStatements } from "./stack-blocks.ts";
import { writeConstructs } from "./write-constructs.ts";

export interface NewStack {
  readonly stack: string;
  /** Local provider name and its region. */
  readonly provider: { readonly name: string; readonly region: string };
  readonly operations: readonly Operation[];
  readonly catalogue: Catalogue;
}

/** The two files of a stack that does not exist yet, by file name. */
export function newStack(job: NewStack): Record<string, string> {
  return { [`${job.stack}.ts`]: stackFile(job), "main.ts": mainFile(job.stack) };
}

/** App, stack, synth: nothing else decides anything here. */
function mainFile(stack: string): string {
  const name = stackClassName(stack);
  return `import { App } from "${LIBRARY}";
import { ${name} } from "./${stack}.ts";

const app = new App();
new ${name}(app, ${JSON.stringify(stack)});
app.synth();
`;
}

function stackFile(job: NewStack): string {
  const { stack, operations, catalogue } = job;
  const name = stackClassName(stack);
  const names = new Set([name, "TerraformStack", "Construct", "app"]);
  const declarations = operations.filter(isDeclaration);
  const imports = new Imports();
  const providers = providersOf(job, declarations);
  const referred = new Set(declarations.flatMap(needs));
  const present = { variables: new Map(), ids: new Set(providers), names, referred };
  const library = { catalogue, imports };
  const { statements: constructs } = writeConstructs(declarations, present, library);
  imports.addLibrary("TerraformStack");
  const configured = providers.map((provider) => providerStatement(provider, job, imports));
  const statements = [configured.join("\n"), ...constructs, ...blockStatements(operations, "    ")];
  return `${imports.statements().join("\n")}
import type { Construct } from "constructs";

export class ${name} extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

${statements.join("\n\n")}
  }
}
`;
}

/** Every provider whose types the stack uses, or the one of its environment: the library wants each configured. */
function providersOf({ provider, catalogue }: NewStack, declarations: readonly Declaration[]): string[] {
  const used = declarations.flatMap((one) => (one.kind === "create" ? [one.type.split("_")[0] ?? ""] : []));
  const names = [...new Set(used.length === 0 ? [provider.name] : used)];
  return names.filter((name) => catalogue.providers[name] !== undefined).sort();
}

/** What a provider cannot be configured without. */
const NEEDED: Readonly<Record<string, (region: string) => string>> = {
  aws: (region) => `{ region: ${JSON.stringify(region)} }`,
  google: (region) => `{ region: ${JSON.stringify(region)} }`,
  azurerm: () => "{ features: [{}] }",
};

function providerStatement(name: string, { provider, catalogue }: NewStack, imports: Imports): string {
  const used = providerOf({ provider: name }, catalogue);
  imports.addType(used);
  const configuration = NEEDED[name]?.(provider.region) ?? "{}";
  return `    new ${used.className}(this, "${name}", ${configuration});`;
}
