import { PipelineError } from "#shared/core/error.ts";
import type { JsonObject } from "#shared/core/json.ts";
import { folderOf } from "#shared/settings/check-references.ts";
import { checkPackages } from "#shared/synth/allowed-packages.ts";
import { isInputOf } from "./affected/affected-stacks.ts";
import type { Change } from "./change.ts";
import type { Hands } from "./hands.ts";
import { stackOf } from "./prepare-stack.ts";

/** Turns one stack into Terraform JSON: CDKTF in the sandbox, HCL by its parser. Only files that can affect the stack are seen. */
export async function synthStack(name: string, change: Change, hands: Hands): Promise<JsonObject> {
  const { stack } = stackOf(name, change);
  const files = await filesOf(name, change, hands);
  const folder = folderOf(name, stack);
  if (stack.kind === "terraform") return await hands.hclToJson(belowFolder(files, folder));

  const nodeModules = await installPackages(change, hands);
  const synthesiser = await hands.synthesiserWith(nodeModules);
  return (await synthesiser.synthesise({ files, stack: name, stackPath: folder })) as JsonObject;
}

async function filesOf(name: string, { settings, commit }: Change, { git }: Hands) {
  const stack = settings.stacks[name];
  const paths = await git.paths(commit);
  const own = paths.filter((path) => stack !== undefined && isInputOf(path, { name, stack, settings }));
  const read = await Promise.all(own.map(async (path) => [path, await git.read(commit, path)] as const));
  return Object.fromEntries(
    read
      .filter(([path]) => path.includes("/"))
      .map(([path, bytes]) => [path, Buffer.from(bytes ?? []).toString("utf8")]),
  );
}

function belowFolder(files: Readonly<Record<string, string>>, folder: string): Record<string, string> {
  const own = Object.entries(files).filter(([path]) => path.startsWith(`${folder}/`));
  return Object.fromEntries(own.map(([path, text]) => [path.slice(folder.length + 1), text]));
}

/** Nothing is installed before every package of the lock file is known. */
async function installPackages({ commit }: Change, { git, packages }: Hands): Promise<string> {
  const [manifest, lock] = await Promise.all([
    git.read(commit, "package.json"),
    git.read(commit, "package-lock.json"),
  ]);
  if (manifest === null || lock === null) {
    throw new PipelineError(
      "synth/no-lock-file",
      "The repository has no package.json with a package-lock.json.",
      {
        next: "Write both with `code-engine init`, and commit them.",
      },
    );
  }
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");
  checkPackages(text(lock));
  return await packages.install({ manifest: text(manifest), lock: text(lock) });
}
