import { execFileSync } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { bareGit } from "./bare-git.ts";
import { type Answer, type Route, router, send } from "./http.ts";
import type { Hub, HubEvent } from "./hub.ts";
import { ACTIONS_BOT, type Identity, newTokens, type Tokens } from "./identity.ts";
import { oidc } from "./oidc.ts";
import type { Shape } from "./openapi.ts";
import { ACTION_ROUTES } from "./routes/actions.ts";
import { APP_ROUTES } from "./routes/apps.ts";
import { CHECK_ROUTES } from "./routes/checks.ts";
import { CONTENT_ROUTES } from "./routes/contents.ts";
import { ENVIRONMENT_ROUTES } from "./routes/environments.ts";
import { GIT_ROUTES } from "./routes/git-data.ts";
import { ISSUE_ROUTES } from "./routes/issues.ts";
import { PEOPLE_ROUTES } from "./routes/people.ts";
import { PULL_ROUTES } from "./routes/pulls.ts";
import { REPOSITORY_ROUTES } from "./routes/repository.ts";
import { installHook, serveGit } from "./smart-http.ts";
import { newStore, type RegisteredApp, type Role, type Store } from "./store.ts";
import { courier, payloadOf } from "./webhooks.ts";

const ROUTES: readonly Route[] = [
  ...APP_ROUTES,
  ...REPOSITORY_ROUTES,
  ...GIT_ROUTES,
  ...CONTENT_ROUTES,
  ...ISSUE_ROUTES,
  ...PULL_ROUTES,
  ...CHECK_ROUTES,
  ...ACTION_ROUTES,
  ...ENVIRONMENT_ROUTES,
  ...PEOPLE_ROUTES,
];

export interface Options {
  /** `owner/name`. */
  readonly repository: string;
  /** An empty directory: the bare repository becomes `name.git` in it. */
  readonly directory: string;
  readonly people: Readonly<Record<string, { role: Role; teams?: readonly string[] }>>;
  readonly port?: number;
  readonly requiredApprovals?: number;
  /** Sees every call of the API before it is answered, with the text that came with it. */
  readonly onCall?: (call: { method: string; path: string; body: string }) => void;
}

/** What starts workflow runs: the runner, where there is one. */
export interface Workflows {
  onEvent(event: HubEvent, payload: Shape): void;
  onRerun(runId: number, onlyFailed: boolean): void;
}
export type Page = (
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
) => boolean | Promise<boolean>;

export interface GitHub {
  readonly hub: Hub;
  readonly store: Store;
  readonly tokens: Tokens;
  /** Invalid answers, unknown routes, broken payloads: a run with any of them has failed. */
  readonly problems: string[];
  readonly url: string;
  readonly apiUrl: string;
  registerApp(app: Omit<RegisteredApp, "id" | "installationId"> & { id?: number }): RegisteredApp;
  personToken(login: string): string;
  installationToken(slug: string): string;
  setWorkflows(workflows: Workflows): void;
  setPage(page: Page): void;
  /** Every answer so far, newest last: `POST /repos/… 201`. */
  readonly requests: string[];
  /** Waits until no webhook delivery is on its way. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts GitHub for one repository on a free port of this machine. */
export async function startGitHub(options: Options): Promise<GitHub> {
  const [owner = "", name = ""] = options.repository.split("/");
  const directory = join(options.directory, `${name}.git`);
  execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", directory]);
  installHook(directory);
  configure(directory);
  const store = newStore();
  const tokens = newTokens(store);
  const problems: string[] = [];
  const requests: string[] = [];
  const { onCall = () => {} } = options;
  let workflows: Workflows | null = null;
  let page: Page | null = null;
  const hub: Hub = {
    owner,
    name,
    fullName: options.repository,
    defaultBranch: "main",
    url: "",
    git: bareGit(directory),
    store,
    requiredApprovals: options.requiredApprovals ?? 1,
    emit(event) {
      const payload = payloadOf(hub, event, problems);
      for (const app of store.apps) {
        if (app.webhook !== null && app.events.includes(event.name)) post.deliver(app, { ...event, payload });
      }
      workflows?.onEvent(event, payload);
    },
    mintToken: (identity) => tokens.mint(identity, "ghs"),
    redeliver: (id) => post.redeliver(id),
    rerun: (runId, onlyFailed) => workflows?.onRerun(runId, onlyFailed),
  };
  const post = courier(hub);
  addUsers(store, options.people);
  const api = router(ROUTES, { hub, tokens, problems });
  const identity = oidc(hub, tokens);

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const path = new URL(request.url ?? "/", "http://x").pathname;
    if (/\/(info\/refs|git-(upload|receive)-pack)$/.test(path)) {
      await serveGit({ hub, tokens }, { request, response, body });
      return;
    }
    const special = identity.answer(request, path);
    if (special === null && !path.startsWith("/api/v3") && page !== null) {
      if (await page(request, response, body.toString())) return;
    }
    onCall({ method: `${request.method}`, path: `${request.url}`, body: body.toString() });
    const answer: Answer = special ?? api.answer(request, body.toString());
    requests.push(`${request.method} ${path} ${answer.status}`);
    send(response, answer);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      problems.push(
        `${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}`,
      );
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(hub, { url });

  return {
    hub,
    store,
    tokens,
    problems,
    requests,
    url,
    apiUrl: `${url}/api/v3`,
    registerApp: (draft) => register(store, draft),
    personToken: (login) => tokens.mint({ kind: "person", login }, "ghp"),
    installationToken: (slug) => tokens.mint(installationOf(store, slug), "ghs"),
    setWorkflows: (next) => {
      workflows = next;
    },
    setPage: (next) => {
      page = next;
    },
    settled: () => post.settled(),
    async stop() {
      await post.settled();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function configure(directory: string): void {
  const settings = {
    "http.receivepack": "true",
    "receive.denyDeletes": "false",
    "uploadpack.allowAnySHA1InWant": "true",
    "uploadpack.allowFilter": "true",
    "receive.advertiseAtomic": "true",
    "gc.auto": "0",
  };
  for (const [key, value] of Object.entries(settings))
    execFileSync("git", ["-C", directory, "config", key, value]);
}

function addUsers(store: Store, people: Options["people"]): void {
  for (const [login, { role, teams = [] }] of Object.entries(people)) {
    store.users.set(login, { id: store.nextId(), login, type: "User", role, teams: [...teams] });
  }
  store.users.set(ACTIONS_BOT, { id: 41898282, login: ACTIONS_BOT, type: "Bot", role: null, teams: [] });
}

function register(
  store: Store,
  draft: Omit<RegisteredApp, "id" | "installationId"> & { id?: number },
): RegisteredApp {
  const app = { installationId: store.nextId(), ...draft, id: draft.id ?? store.nextId() };
  store.apps.push(app);
  const login = `${app.slug}[bot]`;
  store.users.set(login, { id: store.nextId(), login, type: "Bot", role: null, teams: [] });
  return app;
}

export function installationOf(store: Store, slug: string): Identity {
  const app = store.apps.find((one) => one.slug === slug);
  if (app === undefined) throw new Error(`no App ${slug}`);
  return { kind: "installation", app, login: `${slug}[bot]`, permissions: app.permissions };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
