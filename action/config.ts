import { join } from "node:path";
import { z } from "zod";
import { PipelineError } from "#shared/core/error.ts";
import { parseJson, parseShape } from "#shared/core/parse.ts";
import { signerFrom } from "#shared/ledger/keys.ts";
import { readStateKey } from "#shared/ledger/state-key.ts";

const Mode = z.enum(["affected", "synth", "plan", "apply", "reconcile"]);

const Event = z.looseObject({
  pull_request: z
    .looseObject({ number: z.int(), head: z.looseObject({ ref: z.string().optional() }).optional() })
    .optional(),
  before: z.string().optional(),
  after: z.string().optional(),
  repository: z.looseObject({ default_branch: z.string() }).optional(),
});

const Sha = z.string().regex(/^[0-9a-f]{40}$/, "a full commit id");

/** What the job is asked to do, from its inputs and the event that started it. */
export type Config = ReturnType<typeof readConfig>;

type Input = (name: string) => string;
type Environment = NodeJS.ProcessEnv;

/** Reads inputs (by name), the runner's environment and the event's payload; a missing or malformed one is `action/bad-input`. */
export function readConfig(input: Input, env: Environment, payload: unknown) {
  const event = parseShape(Event, payload, "action/bad-input");
  return {
    ...requestIn(input, event),
    ...secretsIn(input),
    ...toolsIn(input),
    ...placesIn(env, input("packages-cache")),
    ...githubIn(env),
    defaultBranch: event.repository?.default_branch ?? needed(env, "GITHUB_REF_NAME"),
    cloud: cloudIn(env),
    environment: picked(env, PASSED_ON),
    npm: picked(env, FOR_NPM),
  };
}

const PASSED_ON = ["PATH", "HOME", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "SSL_CERT_FILE", "TMPDIR"];
const FOR_NPM = ["NPM_CONFIG_REGISTRY", "npm_config_registry", "NPM_CONFIG_CACHE", "NODE_EXTRA_CA_CERTS"];

function requestIn(input: Input, event: z.infer<typeof Event>) {
  const named = optional(input("commit"));
  const number = optional(input("pull-request")) ?? event.pull_request?.number;
  const commit = named ?? event.after;
  // The first push of a branch comes after nothing; a commit that is named stands for itself.
  const before = named === undefined && !/^0*$/.test(event.before ?? "") ? event.before : undefined;
  return {
    mode: parseShape(Mode, input("mode"), "action/bad-input"),
    stack: optional(input("stack")),
    stacks: parseJson(z.array(z.string()), input("stacks") || "[]", "action/bad-input"),
    documents: optional(input("documents")),
    pullRequest:
      number === undefined ? null : parseShape(z.coerce.number().int(), number, "action/bad-input"),
    commit: commit === undefined ? null : parseShape(Sha, commit, "action/bad-input"),
    before: before ?? null,
    headHint: event.pull_request?.head?.ref ?? null,
  };
}

function secretsIn(input: Input) {
  return {
    token: input("github-token"),
    pushToken: optional(input("push-token")),
    pushKey: optional(input("push-key")),
    stateKey: input("state-key") === "" ? null : readStateKey(input("state-key")),
    signer: input("signing-key") === "" ? null : signerFrom(input("signing-key")),
  };
}

function toolsIn(input: Input) {
  return {
    terraform: input("terraform") || "terraform",
    terraformConfig: optional(input("terraform-config")),
    trivy: input("trivy") || "trivy",
  };
}

function githubIn(env: Environment) {
  const serverUrl = env.GITHUB_SERVER_URL ?? "https://github.com";
  const repository = needed(env, "GITHUB_REPOSITORY");
  const id = needed(env, "GITHUB_RUN_ID");
  return {
    serverUrl,
    apiUrl: env.GITHUB_API_URL ?? "https://api.github.com",
    repository,
    runUrl: `${serverUrl}/${repository}/actions/runs/${id}`,
    run: { id, attempt: Number(env.GITHUB_RUN_ATTEMPT ?? "1") },
    job: env.GITHUB_JOB ?? "",
    summaryPath: env.GITHUB_STEP_SUMMARY ?? null,
  };
}

function placesIn(env: Environment, packagesCache: string) {
  const temporary = needed(env, "RUNNER_TEMP");
  return { temporary, packagesCache: packagesCache || join(temporary, "code-packages") };
}

function cloudIn(env: Environment) {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = env;
  return {
    tokenRequest: url && token ? { url, token } : null,
    ambient: picked(env, ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]),
    endpoint: env.AWS_ENDPOINT_URL ?? null,
  };
}

function picked(env: Environment, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}

function optional(text: string): string | undefined {
  return text === "" ? undefined : text;
}

function needed(env: Environment, name: string): string {
  const value = env[name];
  if (value) return value;
  throw new PipelineError("action/bad-input", `${name} is not set.`, {
    next: "Run this as a step of a GitHub workflow.",
  });
}
