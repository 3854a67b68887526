import { openGit } from "#shared/adapters/git.ts";
import { githubChanges } from "#shared/adapters/github-changes.ts";
import { githubChecks } from "#shared/adapters/github-checks.ts";
import { githubPeople } from "#shared/adapters/github-people.ts";
import { githubRepository } from "#shared/adapters/github-repository.ts";
import { octokitFor, repositoryOf } from "#shared/adapters/octokit.ts";
import { processRunner } from "#shared/adapters/process.ts";
import { filePath } from "#shared/core/file-name.ts";
import type { Json } from "#shared/core/json.ts";
import {
  branchName,
  labelText,
  type NameKind,
  resourceAddress,
  stackName,
  tagValue,
  userName,
  workspaceName,
} from "#shared/core/name.ts";
import { escapeLiteral } from "#shared/hcl/escape.ts";
import { readTemplate } from "#shared/hcl/template.ts";
import { terraformBinary } from "../../action/adapters/terraform.ts";
import type { Asked, Started } from "./names-recorder.ts";

const COMMIT = "a".repeat(40);

export const VALIDATORS: Readonly<Record<NameKind, (value: string) => string>> = {
  branch: branchName,
  stack: stackName,
  workspace: workspaceName,
  file: filePath,
  label: labelText,
  resource: resourceAddress,
  user: userName,
  tag: tagValue,
};

export interface Place {
  readonly folder: string;
  /** The folder of the recording programs. */
  readonly bin: string;
  /** The recording server. */
  readonly url: string;
}

/** Everything that was recorded while one name went its ways. */
export interface Records {
  readonly started: readonly Started[];
  readonly asked: readonly Asked[];
}

interface Way {
  /** Hands the name to the product's own hands. */
  send(value: string, place: Place): Promise<void>;
  /** What must have arrived, each by the value that was found there. */
  arrived(value: string, records: Records): readonly unknown[];
}

/** Where names of each kind go in the product, and where they have to turn up unchanged. */
export const WAYS: Readonly<Record<NameKind, Way>> = {
  branch: {
    async send(value, place) {
      await git(place).fetch([value]);
      await githubRepository(repository(place)).tip(value);
      await githubChanges(repository(place)).openPullRequest({
        branch: value,
        base: "main",
        title: "t",
        body: "b",
      });
    },
    arrived: (value, { started, asked }) => [
      after(argument(started, "ls-remote", "refs/heads/"), "refs/heads/"),
      argument(started, "fetch", "+refs/heads/") === `+refs/heads/${value}:refs/code/${value}` ? value : null,
      component(asked, /^\/repos\/o\/r\/git\/ref\/heads%2F(.*)$/),
      body(asked, "POST", "/pulls", "head"),
    ],
  },
  stack: {
    async send(value, place) {
      await git(place).fetch([`code/state/${value}`]);
      await git(place).read(COMMIT, `stacks/${value}/main.ts`);
      const draft = { headSha: COMMIT, conclusion: "success", title: "t", summary: "", text: "" } as const;
      await githubChecks(repository(place)).publish({ name: `code/plan ${value}`, ...draft });
    },
    arrived: (_, { started, asked }) => [
      after(argument(started, "ls-remote", "refs/heads/"), "refs/heads/code/state/"),
      /^stacks\/(.*)\/main\.ts$/s.exec(argument(started, "ls-tree", "stacks/") ?? "")?.[1],
      after(body(asked, "POST", "/check-runs", "name"), "code/plan "),
    ],
  },
  workspace: {
    send: (value, place) => plan(place, {}, { TF_WORKSPACE: value }),
    // Installing providers is not told the environment of the plan.
    arrived: (_, { started }) =>
      started.filter(({ argv }) => argv[0] !== "init").map(({ workspace }) => workspace),
  },
  file: {
    async send(value, place) {
      await git(place).read(COMMIT, value);
      const files = { [value]: "text" };
      await githubChanges(repository(place)).commit({ branch: "b", parent: COMMIT, message: "m", files });
    },
    arrived: (_, { started, asked }) => [
      started.find(({ argv }) => argv[0] === "ls-tree")?.argv.at(-1),
      (body(asked, "POST", "/git/trees", "tree") as { path: string }[] | undefined)?.[0]?.path,
    ],
  },
  label: {
    async send(value, place) {
      const { client, owner, repo } = repository(place);
      await client.rest.issues.addLabels({ owner, repo, issue_number: 1, labels: [value] });
    },
    arrived: (_, { asked }) => [(body(asked, "POST", "/labels", "labels") as string[] | undefined)?.[0]],
  },
  resource: {
    send: (value, place) => plan(place, { import: [{ to: value, id: "x" }] }),
    arrived: (_, { started }) => started.map(({ configuration }) => at(configuration, ["import", "0", "to"])),
  },
  user: {
    async send(value, place) {
      await githubPeople(repository(place)).permissionOf(value);
    },
    arrived: (_, { asked }) => [component(asked, /^\/repos\/o\/r\/collaborators\/([^/]*)\/permission$/)],
  },
  tag: {
    send: (value, place) =>
      plan(place, { resource: { terraform_data: { a: { input: escapeLiteral(value) } } } }),
    arrived: (_, { started }) =>
      started.map(({ configuration }) => {
        const read = readTemplate(String(at(configuration, ["resource", "terraform_data", "a", "input"])));
        return read.kind === "literal" ? read.value : "an expression";
      }),
  },
};

function git({ folder, bin }: Place) {
  return openGit({
    directory: `${folder}/clone`,
    remote: `${folder}/remote`,
    identity: { name: "n", email: "e@example.org" },
    environment: { PATH: bin },
  });
}

function repository({ url }: Place) {
  return repositoryOf(octokitFor({ token: "t", baseUrl: url }), "o/r");
}

async function plan(
  { folder, bin }: Place,
  document: Json,
  credentials: Record<string, string> = {},
): Promise<void> {
  const terraform = terraformBinary({
    binary: "terraform",
    run: processRunner(),
    temporary: folder,
    environment: { PATH: bin },
  });
  const files = { "main.tf.json": Buffer.from(JSON.stringify(document)) };
  const run = await terraform.open(files);
  await run.begin({ state: null, credentials });
  await run.plan();
  await run.close();
}

function argument(started: readonly Started[], verb: string, start: string): string | undefined {
  return started.find(({ argv }) => argv[0] === verb)?.argv.find((part) => part.startsWith(start));
}

function after(text: unknown, start: string): string | undefined {
  return typeof text === "string" && text.startsWith(start) ? text.slice(start.length) : undefined;
}

/** One component of a path on the wire, decoded once. */
function component(asked: readonly Asked[], pattern: RegExp): string | undefined {
  const found = asked.map(({ path }) => pattern.exec(path)?.[1]).find((part) => part !== undefined);
  return found === undefined ? undefined : decodeURIComponent(found);
}

function body(asked: readonly Asked[], method: string, ...[end, key]: [end: string, key: string]): unknown {
  return at(asked.find((one) => one.method === method && one.path.endsWith(end))?.body, [key]);
}

function at(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((below, key) => (below as Record<string, unknown> | undefined)?.[key], value);
}
