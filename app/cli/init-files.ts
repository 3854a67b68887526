import { stringify } from "yaml";
import type { Catalogue } from "#shared/core/catalogue.ts";
import { PipelineError } from "#shared/core/error.ts";
import { fillWorkflow } from "#shared/settings/fill-workflow.ts";
import { newStack } from "../emit/new-stack.ts";

export interface Plan {
  readonly stacks: readonly string[];
  readonly account: string;
  readonly region: string;
  readonly environment: string;
  /** `owner/name@` and the full commit id of the action. */
  readonly action: string;
  /** Public keys (SPKI PEM) of the App's ledger and of the deployer. */
  readonly keys: { readonly app: string; readonly deployer: string };
}

export interface Sources {
  /** The shipped workflow and this project's own lock file, as text. */
  readonly workflow: string;
  readonly lockFile: string;
  readonly catalogue: Catalogue;
}

const PACKAGES = ["cdktf", "constructs", "@cdktf/provider-aws"];

/** Everything that a repository needs to be looked after: settings, workflow, packages by lock file, and a first stack each. */
export function initFiles(plan: Plan, { workflow, lockFile, catalogue }: Sources): Record<string, string> {
  if (!/^[\w.-]+\/[\w.-]+@[0-9a-f]{40}$/.test(plan.action)) {
    throw new PipelineError("init/action", "The action is named by owner/name@ and a full commit id.", {
      next: "Pass --action with the commit of a release: a tag can be moved.",
    });
  }
  const provider = { name: "aws", region: plan.region };
  const stacks = plan.stacks.map((stack) => {
    const files = newStack({ stack, provider, operations: [], catalogue });
    return Object.entries(files).map(([name, text]) => [`stacks/${stack}/${name}`, text]);
  });
  return {
    ".github/code.yml": settings(plan),
    ".github/workflows/code.yml": fillWorkflow(workflow, plan),
    ".gitignore": "node_modules/\ncdktf.out/\n.terraform/\n*.tfstate*\n",
    ...packages(lockFile),
    ...Object.fromEntries(stacks.flat()),
  };
}

function settings({ account, region, environment, stacks, keys }: Plan): string {
  return stringify({
    version: 1,
    environments: { [environment]: { account, region, apply_environment: environment } },
    stacks: Object.fromEntries(stacks.map((stack) => [stack, { environment }])),
    requesters: { permission: "write" },
    keys: { app: [keys.app], deployer: [keys.deployer] },
  });
}

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version: string }>>;
}

/** What stacks are written with, at the bytes that this project itself has locked; nothing else. */
function packages(lockText: string): Record<string, string> {
  const lock = JSON.parse(lockText) as LockFile;
  const kept = Object.entries(lock.packages).filter(([path]) =>
    PACKAGES.some((name) => path === `node_modules/${name}` || path.startsWith(`node_modules/${name}/`)),
  );
  const dependencies = Object.fromEntries(
    PACKAGES.map((name) => [name, lock.packages[`node_modules/${name}`]?.version ?? ""]),
  );
  const about = { name: "infrastructure", version: "1.0.0" };
  const all = { "": { ...about, dependencies }, ...Object.fromEntries(kept) };
  const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return {
    "package.json": text({ ...about, private: true, type: "module", dependencies }),
    "package-lock.json": text({ ...about, lockfileVersion: 3, requires: true, packages: all }),
  };
}
