import { PipelineError } from "#shared/core/error.ts";
import type { Settings, Stack } from "#shared/core/settings.ts";
import { folderOf } from "#shared/settings/check-references.ts";

/** One stack that has to be planned, and the paths (or stacks) that say so. */
export interface Affected {
  readonly stack: string;
  readonly because: readonly string[];
}

export interface Diff {
  readonly settings: Settings;
  /** Every path that differs. */
  readonly changed: readonly string[];
  /** Every path there is after the change. */
  readonly paths: readonly string[];
}

/**
 * The stacks that this diff affects, those they depend on first. A file affects every stack that may read it, and a stack that depends
 * on an affected one is affected; a folder that is gone while its stack is still in the settings is refused.
 */
export function affectedStacks({ settings, changed, paths }: Diff): readonly Affected[] {
  const affected = reasons(settings, changed);
  for (const name of affected.keys()) refuseMissingFolder(name, settings, paths);
  return inOrder(settings)
    .filter((name) => affected.has(name))
    .map((stack) => ({ stack, because: (affected.get(stack) ?? []).slice(0, 20) }));
}

/** Whether a change of these paths affects one stack. */
export function isAffected(stack: string, settings: Settings, changed: readonly string[]): boolean {
  return reasons(settings, changed).has(stack);
}

function reasons(settings: Settings, changed: readonly string[]): Map<string, readonly string[]> {
  const direct = new Map<string, readonly string[]>();
  for (const [name, stack] of Object.entries(settings.stacks)) {
    const because = changed.filter((path) => path === SETTINGS || isInputOf(path, { name, stack, settings }));
    if (because.length > 0) direct.set(name, because);
  }
  return withDependents(direct, settings);
}

const SETTINGS = ".github/code.yml";
const PACKAGES = ["package.json", "package-lock.json"];

interface Reader {
  readonly name: string;
  readonly stack: Stack;
  readonly settings: Settings;
}

/** Whether this stack's synth is given this file: its folder, what it watches, and for CDKTF the packages and what stacks share. */
export function isInputOf(path: string, { name, stack, settings }: Reader): boolean {
  if (isBelow(path, folderOf(name, stack))) return true;
  if (stack.watches.some((prefix) => isBelow(path, prefix))) return true;
  return stack.kind === "cdktf" && (PACKAGES.includes(path) || isShared(path, settings));
}

/** Files below `stacks/` that belong to no stack, such as constructs, may be imported by every stack. */
function isShared(path: string, { stacks }: Settings): boolean {
  if (!path.startsWith("stacks/")) return false;
  return !Object.entries(stacks).some(([name, stack]) => isBelow(path, folderOf(name, stack)));
}

function isBelow(path: string, prefix: string): boolean {
  const folder = prefix.endsWith("/") ? prefix.slice(0, -1) : prefix;
  return folder === "." || path === folder || path.startsWith(`${folder}/`);
}

function withDependents(direct: Map<string, readonly string[]>, { stacks }: Settings) {
  const affected = new Map(direct);
  for (const name of inOrder({ stacks })) {
    const moved = (stacks[name]?.depends_on ?? []).filter((dependency) => affected.has(dependency));
    if (moved.length > 0 && !affected.has(name))
      affected.set(
        name,
        moved.map((stack) => `stack ${stack}`),
      );
  }
  return affected;
}

/** Names with their dependencies before them, otherwise in the order of the alphabet. */
function inOrder({ stacks }: Pick<Settings, "stacks">): readonly string[] {
  const ordered = new Set<string>();
  const visit = (name: string): void => {
    if (ordered.has(name)) return;
    for (const dependency of [...(stacks[name]?.depends_on ?? [])].sort()) visit(dependency);
    ordered.add(name);
  };
  for (const name of Object.keys(stacks).sort()) visit(name);
  return [...ordered];
}

function refuseMissingFolder(name: string, { stacks }: Settings, paths: readonly string[]): void {
  const stack = stacks[name];
  if (stack === undefined) return;
  const folder = folderOf(name, stack);
  if (paths.some((path) => isBelow(path, folder))) return;
  throw new PipelineError(
    "affected/stack-folder-missing",
    `Stack ${name} has no folder ${folder} after this change.`,
    {
      next: "Keep the folder and remove its resources first; take the stack out of the settings when nothing of it is left.",
      details: { stack: name, folder },
    },
  );
}
