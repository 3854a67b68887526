import { createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { packedCatalogues } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { PipelineError } from "#shared/core/error.ts";
import { stackName } from "#shared/core/name.ts";
import { readSettings } from "#shared/settings/read-settings.ts";
import { initAdvice } from "./init-advice.ts";
import { initFiles } from "./init-files.ts";

const USAGE = `usage: code-engine init --repository OWNER/NAME --account ID --region R --action OWNER/NAME@COMMIT --keys DIR
       [--stack NAME]… [--environment production] [--directory .]

Writes settings, workflow, packages and a first stack a name into the directory, which must not have them yet; makes the keys
that DIR does not have; prints rulesets, environments, secrets and roles as JSON.`;

const REQUIRED = { type: "string", default: "" } as const;

/** Writes what a repository needs, once, and prints what has to be set up around it. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      repository: REQUIRED,
      account: REQUIRED,
      region: REQUIRED,
      action: REQUIRED,
      keys: REQUIRED,
      stack: { type: "string", multiple: true, default: ["main"] },
      environment: { type: "string", default: "production" },
      directory: { type: "string", default: "." },
    },
  });
  const { repository, account, region, action, keys, environment, directory } = values;
  if ([repository, account, region, action, keys].includes("")) {
    console.error(USAGE);
    return 2;
  }
  const stacks = values.stack.map(stackName);
  const plan = { stacks, account, region, environment, action, keys: publicKeys(keys) };
  const own = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  const files = initFiles(plan, {
    workflow: own(".github/workflows/code.yml"),
    lockFile: own("package-lock.json"),
    catalogue: catalogueOf(packedCatalogues()),
  });
  // What is written is read as the App and the Action will read it, before anything lies in the repository.
  readSettings(files[".github/code.yml"] ?? "");
  if (existsSync(join(directory, ".gitignore"))) delete files[".gitignore"];
  writeNew(files, directory);
  console.log(JSON.stringify(initAdvice({ repository, account, environment }), null, 2));
  return 0;
}

function writeNew(files: Readonly<Record<string, string>>, directory: string): void {
  const taken = Object.keys(files).filter((path) => existsSync(join(directory, path)));
  if (taken.length > 0) {
    throw new PipelineError("init/exists", `These files are there already: ${taken.join(", ")}.`, {
      next: "Start in a repository without them, or merge by hand what another directory gets.",
    });
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}

/** The public halves; a private key that is not there yet is made, readable for its owner alone, and never printed. */
function publicKeys(directory: string): { app: string; deployer: string } {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  keep(join(directory, "state-key.txt"), () => randomBytes(32).toString("base64"));
  const publicKey = (name: string): string => {
    const pem = keep(join(directory, `${name}.pem`), () =>
      generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    );
    return createPublicKey(pem).export({ type: "spki", format: "pem" }).toString();
  };
  return { app: publicKey("app-ledger-key"), deployer: publicKey("deployer-signing-key") };
}

function keep(path: string, make: () => string): string {
  const file = resolve(path);
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600, flag: "wx" });
  return readFileSync(file, "utf8");
}
