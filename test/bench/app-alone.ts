import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, startApp } from "../demo/app.ts";
import { freePort } from "../demo/free-port.ts";
import { newKeys } from "../demo/keys.ts";
import { firstFiles } from "../demo/repository.ts";
import { APP_PERMISSIONS } from "../demo/world.ts";
import { type Person, person } from "../support/github/person.ts";
import { seed } from "../support/github/seed.ts";
import { type GitHub, startGitHub } from "../support/github/start.ts";

export interface AppAlone {
  readonly github: GitHub;
  readonly app: App;
  readonly ana: Person;
  stop(): Promise<void>;
}

/** The App and the stand-in, without a runner: what is measured is the App's own work. */
export async function startAppAlone(root: string): Promise<AppAlone> {
  const directory = mkdtempSync(join(tmpdir(), "code-bench-"));
  const keys = newKeys();
  const people = { ana: { role: "write" } } as const;
  const github = await startGitHub({ repository: "acme/infrastructure", directory, people });
  const port = await freePort();
  const registered = github.registerApp({
    slug: "code-engine",
    permissions: APP_PERMISSIONS,
    events: ["issue_comment"],
    publicKey: keys.app.public,
    webhook: { url: `http://127.0.0.1:${port}/api/github/webhooks`, secret: keys.webhookSecret },
  });
  seed(github.hub, firstFiles(root, keys));
  const app = await startApp({ root, directory, port, appId: registered.id, apiUrl: github.apiUrl, keys });
  return {
    github,
    app,
    ana: person(github, "ana"),
    async stop() {
      await app.stop();
      await github.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
