import { stringify } from "yaml";
import type { Keys } from "../keys.ts";
import { packages } from "../repository.ts";

const ENVIRONMENTS = {
  production: { account: "123456789012", region: "eu-central-1", apply_environment: "production" },
  staging: { account: "210987654321", region: "eu-west-1", apply_environment: "staging" },
};

const STACKS = {
  storage: { environment: "production" },
  "storage-staging": { environment: "staging" },
  shop: { environment: "production" },
  "shop-staging": { environment: "staging" },
};

/** A repository with two environments: an empty stack and one that was written by hand, in each. */
export function conversationFiles(lock: string, keys: Keys, more: object = {}): Record<string, string> {
  const settings = {
    version: 1,
    environments: ENVIRONMENTS,
    stacks: STACKS,
    keys: { app: [keys.appLedger.public], deployer: [keys.deployer.public] },
    ...more,
  };
  return {
    "README.md":
      "# Infrastructure of ACME\n\nAsked for in comments, reviewed in pull requests, applied on merge.\n",
    ".github/code.yml": stringify(settings),
    ...packages(lock),
    ...handWritten("shop", ENVIRONMENTS.production.region),
    ...handWritten("shop-staging", ENVIRONMENTS.staging.region),
  };
}

function handWritten(stack: string, region: string): Record<string, string> {
  return {
    [`stacks/${stack}/main.ts`]: `import { App } from "cdktf";
import { ShopStack } from "./${stack}.ts";

const app = new App();
new ShopStack(app, "${stack}");
app.synth();
`,
    [`stacks/${stack}/${stack}.ts`]: SHOP.replace("REGION", region),
  };
}

/** Helpers, loops, comments and a formatting of its own. */
const SHOP = `import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

// One queue for each step of an order. Ask the warehouse before you rename any of them:
// its scanners know them by name.
const STEPS = ["placed", "paid", "shipped"];
const DAY = 24 * 60 * 60;

/** Everything of ours is called alike. */
function named(step: string): string {
  return \`shop-\${step}\`;
}

export class ShopStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new AwsProvider(this, "aws", { region: "REGION" });

    for (const step of STEPS) {
      new SqsQueue(this, step, { name: named(step), messageRetentionSeconds: 4 * DAY, sqsManagedSseEnabled: true });
    }

    /* Who did what.
     *   The auditors read this one.   */
    const audit = new CloudwatchLogGroup(this, "audit", {
      name:            "shop/audit",      // aligned by hand, please keep
      retentionInDays: 30,                // what the auditors asked for
    });

    new TerraformOutput(this, "audit_log", { value: audit.arn });
  }
}
`;
