import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { fillWorkflow } from "#shared/settings/fill-workflow.ts";
import type { Keys } from "./keys.ts";

export const STACK = "storage";
export const PLAN_ENVIRONMENT = "code-plan";
export const APPLY_ENVIRONMENT = "production";
export const ACCOUNT = "123456789012";
export const REGION = "eu-central-1";

/** The files of an infrastructure repository on its first day: settings, workflow, packages and one empty stack. */
export function firstFiles(root: string, keys: Keys): Record<string, string> {
  const own = (path: string): string => readFileSync(join(root, path), "utf8");
  return {
    "README.md":
      "# Infrastructure of ACME\n\nAsked for in comments, reviewed in pull requests, applied on merge.\n",
    ".gitignore": "node_modules/\ncdktf.out/\n",
    ".github/code.yml": settings(keys),
    ".github/workflows/code.yml": fillWorkflow(own(".github/workflows/code.yml"), {
      action: `code-engine/code-engine@${"1".repeat(40)}`,
      environment: APPLY_ENVIRONMENT,
    }),
    ...packages(own("package-lock.json")),
    [`stacks/${STACK}/main.ts`]: MAIN,
    [`stacks/${STACK}/${STACK}.ts`]: STACK_FILE,
  };
}

function settings(keys: Keys): string {
  return stringify({
    version: 1,
    environments: {
      production: {
        account: ACCOUNT,
        region: REGION,
        plan_environment: PLAN_ENVIRONMENT,
        apply_environment: APPLY_ENVIRONMENT,
      },
    },
    stacks: { [STACK]: { environment: "production" } },
    keys: { app: [keys.appLedger.public], deployer: [keys.deployer.public] },
  });
}

const PACKAGES = ["cdktf", "constructs", "@cdktf/provider-aws"];

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version: string }>>;
}

/** The packages that stacks are written with, at the bytes that this project itself has locked. */
export function packages(lockText: string): Record<string, string> {
  const lock = JSON.parse(lockText) as LockFile;
  const kept = Object.entries(lock.packages).filter(([path]) =>
    PACKAGES.some((name) => path === `node_modules/${name}` || path.startsWith(`node_modules/${name}/`)),
  );
  const versions = PACKAGES.map((name) => [name, lock.packages[`node_modules/${name}`]?.version ?? ""]);
  const manifest = {
    name: "infrastructure",
    version: "1.0.0",
    private: true,
    type: "module",
    dependencies: Object.fromEntries(versions) as Record<string, string>,
  };
  const { name, version, dependencies } = manifest;
  const all = { "": { name, version, dependencies }, ...Object.fromEntries(kept) };
  const lockFile = { name, version, lockfileVersion: 3, requires: true, packages: all };
  const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return { "package.json": text(manifest), "package-lock.json": text(lockFile) };
}

const MAIN = `import { App } from "cdktf";
import { StorageStack } from "./storage.ts";

const app = new App();
new StorageStack(app, "storage");
app.synth();
`;

const STACK_FILE = `import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

export class StorageStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new AwsProvider(this, "aws", { region: "${REGION}" });
  }
}
`;
