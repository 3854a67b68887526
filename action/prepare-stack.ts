import { createHash } from "node:crypto";
import { z } from "zod";
import { DEFAULT_PROFILE } from "#shared/checks/static-gate/default-profile.ts";
import { gateTerraformJson } from "#shared/checks/static-gate/gate.ts";
import { Contract } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Git } from "#shared/core/git.ts";
import { canonicalJson, isJsonObject, Json } from "#shared/core/json.ts";
import { parseJson } from "#shared/core/parse.ts";
import type { Environment, Stack } from "#shared/core/settings.ts";
import { folderOf } from "#shared/settings/check-references.ts";
import { prepareForHost } from "#shared/synth/prepare-for-host.ts";
import type { Change } from "./change.ts";
import type { Context } from "./hands.ts";
import { checkBackend } from "./plan/backend.ts";
import type { Documents } from "./synth/documents.ts";

/** One stack, ready to be planned: its configuration passed the static gate, and no credential exists yet. */
export interface PreparedStack {
  readonly name: string;
  readonly stack: Stack;
  readonly environment: Environment;
  readonly change: Change;
  /** What Terraform reads: the gated bytes and the lock file. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** SHA-256 (hex) of the provider lock file, or `none`. */
  readonly lockFileDigest: string;
  readonly contracts: { readonly base: readonly Contract[]; readonly head: readonly Contract[] };
}

interface Sources {
  readonly change: Change;
  readonly documents: Documents;
  readonly git: Git;
}

/** Takes a stack's document from the synth job, writes the host's part into it, and gates its bytes (`gate/denied`). */
export async function prepareStack(
  name: string,
  { change, documents, git }: Sources,
  context: Context,
): Promise<PreparedStack> {
  const { stack, environment } = stackOf(name, change);
  checkBackend(name, stack);
  const document = documents.stacks[name];
  if (document === undefined || documents.head !== change.head) throw notSynthesised(name);
  const { cloud, account, region } = environment;
  const host = { repository: context.repository, stack: name, cloud, account, region };
  const json = prepareForHost(parseJson(Json, document.json, "synth/documents-unreadable"), host);
  const folder = folderOf(name, stack);
  const bytes = Buffer.from(
    canonicalJson(await withImports(json, `${folder}/recovery.json`, { change, git })),
    "utf8",
  );
  refuseDenied(name, bytes, change);

  const [lock, base, head] = await Promise.all([
    git.read(change.commit, `${folder}/.terraform.lock.hcl`),
    contractsAt(change.base, folder, git),
    contractsAt(change.commit, folder, git),
  ]);
  return {
    name,
    stack,
    environment,
    change,
    files: { "main.tf.json": bytes, ...(lock === null ? {} : { ".terraform.lock.hcl": lock }) },
    lockFileDigest: lock === null ? "none" : createHash("sha256").update(lock).digest("hex"),
    contracts: { base, head },
  };
}

const Recovery = z.strictObject({ imports: z.array(z.strictObject({ to: z.string(), id: z.string() })) });

/** What a recovery pull request found in the cloud is imported with its merge, and never again. */
async function withImports(
  json: Json,
  path: string,
  { change, git }: Pick<Sources, "change" | "git">,
): Promise<Json> {
  if (change.class !== "recovery" || !isJsonObject(json)) return json;
  const bytes = await git.read(change.commit, path);
  if (bytes === null) return json;
  const { imports } = parseJson(Recovery, Buffer.from(bytes).toString("utf8"), "plan/recovery-unreadable");
  return { ...json, import: imports };
}

/** A stack of the settings with its environment; `affected/unknown-stack` when the settings do not know it. */
export function stackOf(name: string, { settings }: Change): { stack: Stack; environment: Environment } {
  const stack = Object.hasOwn(settings.stacks, name) ? settings.stacks[name] : undefined;
  const environment = stack === undefined ? undefined : settings.environments[stack.environment];
  if (stack !== undefined && environment !== undefined) return { stack, environment };
  throw new PipelineError("affected/unknown-stack", `The settings have no stack ${name}.`, {
    next: "Add the stack to .github/code.yml on the default branch.",
  });
}

function refuseDenied(name: string, bytes: Uint8Array, change: Change): void {
  const findings = gateTerraformJson({ bytes, profile: DEFAULT_PROFILE, changeClass: change.class });
  if (findings.length === 0) return;
  const lines = findings.map(({ rule, resource, message }) => `${rule} ${resource}: ${message}`);
  throw new PipelineError("gate/denied", `The configuration of ${name} is not allowed: ${lines[0]}`, {
    next: "Take out what the gate names, and push again.",
    details: lines.slice(0, 100),
  });
}

async function contractsAt(commit: string, folder: string, git: Git): Promise<readonly Contract[]> {
  const paths = await git.paths(commit);
  const own = paths.filter((path) => path.startsWith(`${folder}/contract/`) && path.endsWith(".json"));
  return await Promise.all(
    own.sort().map(async (path) => {
      const bytes = await git.read(commit, path);
      return parseJson(Contract, Buffer.from(bytes ?? []).toString("utf8"), "contract/unreadable");
    }),
  );
}

function notSynthesised(name: string): PipelineError {
  return new PipelineError(
    "plan/not-synthesised",
    `The synth job handed on no document of ${name} at this head.`,
    {
      next: "Run the workflow again: the head may have moved meanwhile.",
    },
  );
}
