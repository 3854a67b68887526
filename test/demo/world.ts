import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Person, person } from "../support/github/person.ts";
import { seed } from "../support/github/seed.ts";
import { type GitHub, startGitHub } from "../support/github/start.ts";
import { RUNNER_DEFAULTS } from "../support/runner/options.ts";
import { type Runner, startRunner } from "../support/runner/runner.ts";
import { findTool } from "../support/tools.ts";
import { type App, startApp } from "./app.ts";
import { type Cloud, startCloud } from "./cloud.ts";
import { freePort } from "./free-port.ts";
import { type Keys, newKeys } from "./keys.ts";
import { servePage } from "./page/serve.ts";
import { APPLY_ENVIRONMENT, firstFiles, PLAN_ENVIRONMENT } from "./repository.ts";
import { providerMirror, toolPath } from "./tools.ts";

/** Everything that runs in one demo. */
export interface World {
  readonly root: string;
  readonly directory: string;
  readonly keys: Keys;
  readonly github: GitHub;
  readonly runner: Runner;
  readonly cloud: Cloud | null;
  readonly app: App;
  readonly ana: Person;
  readonly omar: Person;
  stop(): Promise<void>;
}

export const REPOSITORY = "acme/infrastructure";
const PEOPLE = { ana: { role: "write" }, omar: { role: "admin" } } as const;
const EVENTS = ["issue_comment", "issues", "pull_request", "pull_request_review", "push", "check_run"];
/** What the App asks for when it is installed, as `app.yml` says. */
export const APP_PERMISSIONS = {
  actions: "write",
  checks: "write",
  contents: "write",
  issues: "write",
  members: "read",
  metadata: "read",
  pull_requests: "write",
} as const;
const DEPLOYER_PERMISSIONS = { contents: "write", pull_requests: "write", actions: "write" } as const;

export async function startWorld(root: string, port: number): Promise<World> {
  const directory = mkdtempSync(join(tmpdir(), "code-demo-"));
  const keys = newKeys();
  const github = await startGitHub({ repository: REPOSITORY, directory, people: PEOPLE, port });
  const appPort = await freePort();
  const registered = github.registerApp({
    slug: "code-engine",
    permissions: APP_PERMISSIONS,
    events: EVENTS,
    publicKey: keys.app.public,
    webhook: { url: `http://127.0.0.1:${appPort}/api/github/webhooks`, secret: keys.webhookSecret },
  });
  github.registerApp({
    slug: "code-deployer",
    permissions: DEPLOYER_PERMISSIONS,
    events: [],
    publicKey: keys.app.public,
    webhook: null,
  });
  seed(github.hub, firstFiles(root, keys));
  protect(github, keys);
  const moto = findTool("moto_server");
  const cloud = moto === null ? null : await startCloud(moto, directory);
  const runner = startRunner(github, {
    ...RUNNER_DEFAULTS,
    directory: join(directory, "jobs"),
    actionDirectory: root,
    env: jobEnvironment(root, directory),
    cloudEnv: cloud?.env ?? {},
    inputs: { "packages-cache": join(directory, "packages") },
    variables: { CODE_ENABLED: "true" },
    prepareHome: linkPlugins(),
  });
  servePage(github);
  const apiUrl = github.apiUrl;
  const app = await startApp({ root, directory, port: appPort, appId: registered.id, apiUrl, keys });
  return {
    root,
    directory,
    keys,
    github,
    runner,
    cloud,
    app,
    ana: person(github, "ana"),
    omar: person(github, "omar"),
    async stop() {
      await app.stop();
      await github.stop();
      cloud?.stop();
    },
  };
}

/** Environments open from the default branch only, each with its own secrets. */
function protect(github: GitHub, keys: Keys): void {
  const open = { CODE_STATE_KEY: keys.stateKey };
  const deploy = {
    ...open,
    CODE_SIGNING_KEY: keys.deployer.private,
    CODE_PUSH_TOKEN: github.installationToken("code-deployer"),
  };
  const environments = { [PLAN_ENVIRONMENT]: open, [APPLY_ENVIRONMENT]: deploy, "code-reconcile": deploy };
  for (const [name, secrets] of Object.entries(environments)) {
    const id = github.store.nextId();
    github.store.environments.push({ id, name, policy: "custom", branches: ["main"], secrets });
  }
}

const NETWORK = /^(https?_proxy|no_proxy|npm_config_.*|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/i;

/** What a hosted runner would bring: a PATH with the tools, a place for caches, the way to the package registry. */
function jobEnvironment(root: string, directory: string): Record<string, string> {
  const path = [join(directory, "shims"), toolPath(root)].join(delimiter);
  const network = Object.entries(process.env).filter(([name]) => NETWORK.test(name));
  const [cache, shims] = [join(directory, "tool-cache"), join(directory, "shims")];
  for (const folder of [cache, shims]) mkdirSync(folder, { recursive: true });
  // Jobs may change the machine that GitHub lends them, never this one.
  writeFileSync(join(shims, "sudo"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  return { ...(Object.fromEntries(network) as Record<string, string>), PATH: path, RUNNER_TOOL_CACHE: cache };
}

/** Terraform looks for providers below its home by itself. */
function linkPlugins(): (home: string) => void {
  const mirror = providerMirror();
  return (home) => {
    if (mirror === null) return;
    mkdirSync(join(home, ".terraform.d"), { recursive: true });
    symlinkSync(mirror, join(home, ".terraform.d", "plugins"));
  };
}
