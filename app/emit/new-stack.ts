import type { Catalogue } from "#shared/core/catalogue.ts";
import { stackClassName } from "./identifier.ts";
import { Imports } from "./imports.ts";
import { LIBRARY } from "./library.ts";
import type { Create } from "./order.ts";
import { writeConstructs } from "./write-constructs.ts";

export interface NewStack {
  readonly stack: string;
  /** Local provider name and its region. */
  readonly provider: { readonly name: string; readonly region: string };
  readonly operations: readonly Create[];
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

function stackFile({ stack, provider, operations, catalogue }: NewStack): string {
  const name = stackClassName(stack);
  const names = new Set([name, "TerraformStack", "Construct", "app"]);
  const present = { variables: new Map(), ids: new Set([provider.name]), names };
  const imports = new Imports();
  const statements = writeConstructs(operations, present, { catalogue, imports });
  const used = catalogue.providers[provider.name];
  imports.addLibrary("TerraformStack");
  if (used !== undefined) imports.addType(used);
  const region = `new ${used?.className}(this, "${provider.name}", { region: ${JSON.stringify(provider.region)} });`;
  return `${imports.statements().join("\n")}
import type { Construct } from "constructs";

export class ${name} extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    ${region}

${statements.join("\n\n")}
  }
}
`;
}
