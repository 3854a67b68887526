import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import nock from "nock";
import { octokitFor, repositoryOf } from "#shared/adapters/octokit.ts";

type Value = Record<string, unknown>;
type Description = { readonly components: { readonly examples: Record<string, { readonly value: Value }> } };

const file = createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.json");
let description: Description | null = null;

/** An example answer from GitHub's published API description, with these members replaced. */
export function example(name: string, members: Value = {}): Value {
  description ??= JSON.parse(readFileSync(file, "utf8")) as Description;
  const found = description.components.examples[name];
  if (found === undefined) throw new Error(`GitHub's description has no example ${name}`);
  return { ...structuredClone(found.value), ...members };
}

export const API = "https://api.github.test";

/** A scope for recorded answers of GitHub, and a client that asks it without waiting between attempts. */
export function recordedGitHub() {
  nock.disableNetConnect();
  const waits: number[] = [];
  const client = octokitFor({
    token: "t",
    baseUrl: API,
    pause: async (ms) => {
      waits.push(ms);
    },
  });
  return { github: nock(API), at: repositoryOf(client, "octo/infra"), client, waits };
}
