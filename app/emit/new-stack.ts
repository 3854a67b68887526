import type { Catalogue } from "#shared/core/catalogue.ts";
import type { Operation } from "#shared/core/typed-change.ts";
import { providerOf } from "./construct.ts";
import { stackClassName } from "./identifier.ts";
import { Imports } from "./imports.ts";
import { LIBRARY } from "./library.ts";
import { type Declaration, isDeclaration, needs } from "./order.ts";
import { blockStatements } from "./stack-blocks.ts";
import { CONSTRUCTOR } from "./statement.ts";
import { type Part, partsOf } from "./topics.ts";
import { writeConstructs } from "./write-constructs.ts";
import { writeTopics } from "./write-topics.ts";

export interface NewStack {
  readonly stack: string;
  /** Local provider name and its region. */
  readonly provider: { readonly name: string; readonly region: string };
  readonly operations: readonly Operation[];
  readonly catalogue: Catalogue;
}

/** Of a file that a reviewer reads in one go. */
const LONGEST = 300;

/** The files of a stack that does not exist yet, by file name: two, or one more a topic where the stack would be too long. */
export function newStack(job: NewStack): Record<string, string> {
  const main = { "main.ts": mainFile(job.stack) };
  const declarations = job.operations.filter(isDeclaration);
  const whole = stackFile(job, { parts: [], rest: declarations });
  const lines = whole[`${job.stack}.ts`]?.match(/\n/g)?.length ?? 0;
  const parts = lines > LONGEST ? partsOf(declarations) : [];
  if (parts.length < 2) return { ...whole, ...main };
  return {
    ...stackFile(job, { parts, rest: declarations.filter(({ kind }) => kind === "output") }),
    ...main,
  };
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

interface Division {
  readonly parts: readonly Part[];
  /** What stands in the stack's own file. */
  readonly rest: readonly Declaration[];
}

function stackFile(job: NewStack, { parts, rest }: Division): Record<string, string> {
  const { stack, operations, catalogue } = job;
  const name = stackClassName(stack);
  const providers = providersOf(job);
  const topics = writeTopics(parts, {
    catalogue,
    stack,
    ids: new Set(providers),
    referredOutside: rest.flatMap(needs),
  });
  const names = new Set([name, "TerraformStack", "Construct", "app", ...topics.names]);
  const imports = new Imports();
  const present = {
    variables: topics.variables,
    ids: topics.ids,
    names,
    referred: new Set(rest.flatMap(needs)),
  };
  const { statements: constructs } = writeConstructs(rest, present, {
    catalogue,
    imports,
    home: CONSTRUCTOR,
  });
  imports.addLibrary("TerraformStack");
  const configured = providers.map((provider) => providerStatement(provider, job, imports));
  const calls = topics.calls.length === 0 ? [] : [topics.calls.join("\n")];
  const statements = [configured.join("\n"), ...calls, ...constructs, ...blockStatements(operations, "    ")];
  const text = `${imports.statements().join("\n")}
import type { Construct } from "constructs";
${topics.imports.join("")}
export class ${name} extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

${statements.join("\n\n")}
  }
}
`;
  return { [`${stack}.ts`]: text, ...topics.files };
}

/** Every provider whose types the stack uses, or the one of its environment: the library wants each configured. */
function providersOf({ provider, catalogue, operations }: NewStack): string[] {
  const used = operations.flatMap((one) => (one.kind === "create" ? [one.type.split("_")[0] ?? ""] : []));
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
