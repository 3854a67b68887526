import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { opaEngines } from "#shared/adapters/opa.ts";
import { runProcess } from "#shared/adapters/process.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { Git } from "#shared/core/git.ts";
import type { Check, CheckDraft, PullRequest, Review } from "#shared/core/host.ts";
import { PolicyManifest } from "#shared/core/policy-manifest.ts";
import { signerFrom } from "#shared/ledger/keys.ts";
import { terraformBinary } from "../../action/adapters/terraform.ts";
import type { Context, Hands } from "../../action/hands.ts";
import { type BareRepository, bareRepository, bytes } from "../support/bare-repository.ts";
import { recordedTerraform } from "../support/recorded-terraform.ts";
import { tool } from "../support/tools.ts";

const deployer = generateKeyPairSync("ed25519");
const PUBLIC = deployer.publicKey.export({ type: "spki", format: "pem" }).toString();
const PRIVATE = deployer.privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** PEM of the deployer of every world. */
export const DEPLOYER_KEY = PRIVATE;
export const DEPLOYER_PUBLIC = PUBLIC;

const settings = (stacks: Record<string, object>) =>
  JSON.stringify({
    version: 1,
    environments: { dev: { account: "123456789012", region: "eu-west-1", apply_environment: "dev" } },
    stacks: Object.fromEntries(
      Object.entries(stacks).map(([name, more]) => [
        name,
        { environment: "dev", kind: "terraform", ...more },
      ]),
    ),
    keys: { app: [PUBLIC], deployer: [PUBLIC] },
  });

const temporary = mkdtempSync(join(tmpdir(), "code-world-"));
const environment = { PATH: process.env.PATH ?? "", HOME: temporary };
const terraform = recordedTerraform(
  terraformBinary({ binary: tool("terraform"), run: runProcess, temporary, environment }),
);
const { gate, contract } = await opaEngines(readFileSync("policies/bundle.wasm"));

/**
 * A real bare repository, real Terraform, real policies; GitHub is held in memory, and every effect on it is written down in order.
 * A world can go on from where another one is.
 */
export async function makeWorld({ stacks = { notes: {} }, from = null }: Beginning = {}): Promise<World> {
  const bare = bareRepository(from?.bare);
  const git = bare.clone();
  const effects: string[] = [];
  const checks: Check[] = [...(from?.checks ?? [])];
  const reviews: Review[] = [...(from?.reviews ?? [])];
  const pulls: PullRequest[] = [...(from?.pulls ?? [])];
  const facts = {
    isRestricted: true,
    hasEnded: false as boolean | "unknown",
    findings: [] as Finding[],
    merged: new Map<string, number>(from?.facts.merged),
  };

  async function push(branch: string, parent: string | null, files: Record<string, string>): Promise<string> {
    const written = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, bytes(text)]));
    const next =
      parent === null
        ? await git.commit({ files: written, parents: [], message: "m" })
        : await git.amendTree({ parent, files: written, message: "m" });
    const expected = (await git.fetch([branch]))[branch] ?? null;
    await git.push([{ branch, expected, next }]);
    return next;
  }

  const hands: Hands = {
    git,
    changes: {
      commit: () => Promise.reject(new Error("the deployer pushes")),
      openPullRequest: async ({ branch, base, title }) => {
        const known = pulls.find((pull) => pull.head.ref === branch);
        if (known !== undefined) return known;
        effects.push(`pull request ${branch}`);
        const tips = await git.fetch([branch, base]);
        return openPull({ branch, title, tips, base });
      },
      pullRequest: async (number) => pulls.find((pull) => pull.number === number) ?? null,
      closePullRequest: async () => {},
      updateBody: () => Promise.reject(new Error("not expected")),
    },
    checks: {
      publish: async (draft: CheckDraft) => {
        effects.push(`check ${draft.name} ${draft.conclusion}: ${draft.title}`);
        checks.unshift({ ...draft, id: checks.length + 1, app: "github-actions", url: "https://check" });
        return { url: "https://check" };
      },
      list: async (headSha) => checks.filter((check) => check.headSha === headSha),
    },
    merges: {
      pullRequestOf: async (commit) =>
        pulls.find(({ number }) => number === facts.merged.get(commit)) ?? null,
      reviews: async () => reviews,
    },
    environments: { isRestrictedToDefaultBranch: async () => facts.isRestricted },
    people: { permissionOf: async () => "write", isInTeam: async () => false },
    conversation: {
      react: async () => true,
      upsertComment: async ({ number }) => {
        effects.push(`comment on #${number}`);
        return { id: 1, url: "" };
      },
      commentBody: async () => null,
    } as Hands["conversation"],
    workflows: { hasEnded: async () => facts.hasEnded },
    dispatches: { dispatch: async (inputs) => void effects.push(`dispatch ${JSON.stringify(inputs)}`) },
    terraform,
    cloud: {
      credentials: async ({ session }) => {
        effects.push(`credentials ${session.split("-").slice(0, 2).join("-")}`);
        return {};
      },
    },
    taggedObjects: () => ({ withTag: async () => [] }),
    packages: { install: () => Promise.reject(new Error("not expected")) },
    synthesiserWith: () => Promise.reject(new Error("not expected")),
    policies: {
      gate,
      contract,
      manifest: PolicyManifest.parse(JSON.parse(readFileSync("policies/manifest.json", "utf8"))),
    },
    scanner: { ready: async () => undefined, scan: async () => facts.findings },
    hclToJson: async (files) => JSON.parse(files["main.tf.json"] ?? "{}"),
    summary: async () => undefined,
    now: () => new Date("2026-01-01T00:00:00Z"),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  };

  function openPull({
    branch,
    title,
    tips,
    base,
  }: {
    branch: string;
    title: string;
    tips: Readonly<Record<string, string>>;
    base: string;
  }) {
    const pull: PullRequest = {
      number: 11 + pulls.length,
      url: "",
      title,
      body: "",
      author: "code-engine[bot]",
      state: "open",
      merged: false,
      isDraft: false,
      mergeCommit: null,
      commits: 1,
      head: { ref: branch, sha: tips[branch] ?? "", repository: "acme/infra" },
      base: { ref: base, sha: tips[base] ?? "" },
    };
    pulls.push(pull);
    return pull;
  }

  const context: Context = {
    repository: "acme/infra",
    defaultBranch: "main",
    run: { id: "77", attempt: 1 },
    job: "apply",
    runUrl: "https://run",
    headHint: null,
    stateKey: new Uint8Array(32).fill(9),
    signer: signerFrom(PRIVATE),
  };
  const folders = Object.keys(stacks).map((name) => [`stacks/${name}/main.tf.json`, "{}"]);
  const first = {
    ".github/code.yml": settings(stacks),
    ...(Object.fromEntries(folders) as Record<string, string>),
  };
  if (from === null) await push("main", null, first);
  return { bare, git, hands, context, effects, checks, reviews, pulls, facts, push, openPull };
}

interface Beginning {
  /** Names, and what their settings say besides the environment and the kind. */
  readonly stacks?: Record<string, object>;
  readonly from?: World | null;
}

export interface World {
  readonly bare: BareRepository;
  readonly git: Git;
  readonly hands: Hands;
  readonly context: Context;
  readonly effects: string[];
  readonly checks: Check[];
  readonly reviews: Review[];
  readonly pulls: PullRequest[];
  readonly facts: {
    isRestricted: boolean;
    hasEnded: boolean | "unknown";
    findings: Finding[];
    merged: Map<string, number>;
  };
  push(branch: string, parent: string | null, files: Record<string, string>): Promise<string>;
  openPull(draft: {
    branch: string;
    title: string;
    tips: Readonly<Record<string, string>>;
    base: string;
  }): PullRequest;
}
