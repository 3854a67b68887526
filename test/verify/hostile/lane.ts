import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Judges } from "../../../app/steps/judges.ts";
import { newKeys } from "../../demo/keys.ts";
import { APP_PERMISSIONS } from "../../demo/world.ts";
import { seed } from "../../support/github/seed.ts";
import { type GitHub, startGitHub } from "../../support/github/start.ts";
import type { RegisteredApp } from "../../support/github/store.ts";
import { type OpenApp, openApp } from "./app.ts";
import { groundFiles } from "./ground.ts";

export const SLUG = "code-engine";
export const REPOSITORY = "acme/infrastructure";
const SECRET = "EXAMPLE-webhook-secret-not-real";

/** One text that left the App, and where it went. */
export interface Sent {
  readonly place: string;
  readonly text: string;
}

/** A GitHub with the App in it; everything that leaves the App is kept until `taken`. */
export interface Lane {
  readonly github: GitHub;
  readonly app: OpenApp;
  readonly registered: RegisteredApp;
  /** The commit that every row starts from, and its files. */
  readonly base: string;
  /** The same with a bucket that no honest request speaks of. */
  readonly spare: string;
  readonly files: Readonly<Record<string, string>>;
  taken(): Sent[];
  stop(): Promise<void>;
}

export async function openLane(judges: Judges, plant?: string): Promise<Lane> {
  const directory = mkdtempSync(join(tmpdir(), "hostile-"));
  const keys = newKeys();
  let sent: Sent[] = [];
  const github = await startGitHub({
    ...{ repository: REPOSITORY, directory, people: { ana: { role: "write" }, omar: { role: "admin" } } },
    onCall: ({ method, path, body }) => sent.push({ place: `${method} ${path}`, text: readable(path, body) }),
  });
  const onLog = (text: string) => sent.push({ place: "log", text });
  const app = await openApp({ keys, slug: SLUG, secret: SECRET, judges, onLog, plant });
  const registered = github.registerApp({
    ...{ slug: SLUG, permissions: APP_PERMISSIONS, events: ["issue_comment"], publicKey: keys.app.public },
    webhook: { url: app.hook, secret: SECRET },
  });
  const spare = seed(github.hub, await groundFiles(judges, { keys, bucket: "spare" }));
  const files = await groundFiles(judges, { keys, bucket: "logs" });
  const base = seed(github.hub, files);
  return {
    ...{ github, app, registered, base, spare, files },
    taken() {
      const all = sent;
      sent = [];
      return all;
    },
    async stop() {
      await app.stop();
      await github.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A call with its JSON unescaped, so that what is looked for is found in any spelling. */
function readable(path: string, body: string): string {
  const address = decodeURIComponent(path);
  try {
    return [address, ...textsIn(JSON.parse(body))].join("\n");
  } catch {
    return `${address}\n${body}`;
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.entries(value).flatMap(([key, member]) => [key, ...textsIn(member)]);
}
