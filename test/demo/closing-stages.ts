import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { formsOf, searchObjects } from "../support/secret-search.ts";
import { ask, lastWord, must } from "./steps.ts";
import { until } from "./until.ts";
import type { World } from "./world.ts";

interface Ended {
  readonly code: number;
  readonly text: string;
}

/** Never synchronous: what is started may ask the stand-in, which lives in this process. */
function start(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(command, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), text: `${out}${err}`.trim() }),
    );
  });
}

/** `code-engine verify` on a fresh clone, with trust anchors from outside of it. */
export async function accounted(world: World): Promise<string> {
  const { github, keys, directory, root } = world;
  const clone = join(directory, "audit");
  const cloned = await start(
    "git",
    ["clone", "--quiet", "--mirror", github.hub.git.directory, clone],
    directory,
  );
  must(cloned.code === 0, cloned.text);
  const trust = {
    repository: github.hub.fullName,
    keys: { app: [keys.appLedger.public], deployer: [keys.deployer.public] },
    tips: {},
  };
  const trustFile = join(directory, "trust.json");
  writeFileSync(trustFile, JSON.stringify(trust));
  const args = [join(root, "app", "cli.ts"), "verify", clone, "--trust", trustFile];
  const verified = await start(process.execPath, args, directory);
  must(verified.code === 0, verified.text);
  return verified.text.split("\n").at(-1) ?? "";
}

/** Assembled here, so that no scanner takes this file for a leak. */
const PLANTED = ["AKIA", "Q3EGRZXD", "PLANTED7"].join("");

/** A secret in a request, and what only state holds, are looked for in every object of the repository. */
export async function leakFree(world: World): Promise<string> {
  const issue = await ask(world, `/code a private bucket for the reports, access key ${PLANTED}`);
  await until("an answer", () => lastWord(world, issue), { ms: 60_000 });
  await world.runner.idle();
  const { keys, github } = world;
  const secrets = {
    "the planted access key": PLANTED,
    // Lineage and serial are in the signed head, in clear; this stands in a state file alone.
    "what a state says of its resources": '"sensitive_attributes"',
    "the state key": keys.stateKey,
    "the deployer's key": keys.deployer.private.split("\n")[1] ?? "",
    "the App's key": keys.app.private.split("\n")[3] ?? "",
  };
  const found = Object.entries(secrets).map(([name, secret]) => ({
    name,
    ...searchObjects(github.hub.git.directory, secret),
  }));
  const leaks = found.flatMap(({ name, hits }) =>
    hits.map(({ form, object }) => `${name} as ${form} in ${object}`),
  );
  must(leaks.length === 0, leaks.join("\n"));
  return `${Object.keys(secrets).length} secrets in ${Object.keys(formsOf(PLANTED)).length} forms, ${found[0]?.objects} objects: 0 hits`;
}
