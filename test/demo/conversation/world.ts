import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { person } from "../../support/github/person.ts";
import { seed } from "../../support/github/seed.ts";
import { startGitHub } from "../../support/github/start.ts";
import { startApp } from "../app.ts";
import { freePort } from "../free-port.ts";
import { newKeys } from "../keys.ts";
import { servePage } from "../page/serve.ts";
import { APP_PERMISSIONS, REPOSITORY, type World } from "../world.ts";
import { conversationFiles } from "./files.ts";

/** What a conversation needs: GitHub, the App and two people; nothing is planned or deployed. */
export type Talk = Pick<World, "github" | "app" | "ana" | "omar" | "directory" | "keys" | "stop">;

/** What a demo may add: settings of the repository, and variables of the App. */
interface More {
  readonly settings?: object;
  readonly env?: Readonly<Record<string, string>>;
}

export async function startTalk(
  root: string,
  port: number,
  { settings = {}, env = {} }: More = {},
): Promise<Talk> {
  const directory = mkdtempSync(join(tmpdir(), "code-conversation-"));
  const keys = newKeys();
  const people = { ana: { role: "write" }, omar: { role: "admin" } } as const;
  const github = await startGitHub({ repository: REPOSITORY, directory, people, port });
  const appPort = await freePort();
  const registered = github.registerApp({
    slug: "code-engine",
    permissions: APP_PERMISSIONS,
    events: ["issue_comment", "pull_request"],
    publicKey: keys.app.public,
    webhook: { url: `http://127.0.0.1:${appPort}/api/github/webhooks`, secret: keys.webhookSecret },
  });
  seed(github.hub, conversationFiles(readFileSync(join(root, "package-lock.json"), "utf8"), keys, settings));
  servePage(github);
  const { apiUrl } = github;
  const app = await startApp({ root, directory, port: appPort, appId: registered.id, apiUrl, keys, env });
  return {
    github,
    app,
    directory,
    keys,
    ana: person(github, "ana"),
    omar: person(github, "omar"),
    async stop() {
      await app.stop();
      await github.stop();
    },
  };
}
