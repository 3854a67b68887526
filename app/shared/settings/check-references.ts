import { PipelineError } from "../core/error.ts";
import type { Settings, Stack } from "../core/settings.ts";
import { suggestion } from "./describe-issue.ts";

/** Folder of a stack, without a slash at its end. */
export function folderOf(name: string, stack: Stack): string {
  return stack.path ?? `stacks/${name}`;
}

/** Names in the settings point to what is there, folders stay inside the repository, and no stack waits for itself. */
export function checkReferences(settings: Settings): void {
  const problems = Object.entries(settings.stacks).flatMap(([name, stack]) => [
    ...unknown(`stacks.${name}.environment`, [stack.environment], Object.keys(settings.environments)),
    ...unknown(`stacks.${name}.depends_on`, stack.depends_on, Object.keys(settings.stacks)),
    ...[folderOf(name, stack), ...stack.watches].flatMap((path) => strayPath(`stacks.${name}`, path)),
    ...(waitsForItself(name, settings) ? [`stacks.${name}.depends_on: it depends on itself`] : []),
  ]);
  problems.push(...sharedFolders(settings));
  if (problems.length === 0) return;
  throw new PipelineError("settings/invalid", problems.slice(0, 5).join("; "), {
    next: "Correct the named keys in .github/code.yml on the default branch.",
    details: problems,
  });
}

function unknown(path: string, names: readonly string[], known: readonly string[]): readonly string[] {
  return names
    .filter((name) => !known.includes(name))
    .map((name) => `${path}: there is no "${name}"${suggestion(name, known)}`);
}

const RELATIVE = /^(?!\.\.?(?:\/|$))[\w@.-][\w@. -]*(?:\/(?!\.\.?(?:\/|$))[\w@.-][\w@. -]*)*\/?$/;

function strayPath(at: string, path: string): readonly string[] {
  return RELATIVE.test(path) ? [] : [`${at}: "${path}" is not a path inside the repository`];
}

/** Two stacks in one folder, or one inside the other, would plan the same files twice. */
function sharedFolders({ stacks }: Settings): readonly string[] {
  const folders = Object.entries(stacks).map(([name, stack]) => [name, folderOf(name, stack)] as const);
  return folders.flatMap(([name, folder]) =>
    folders
      .filter(([other, theirs]) => other !== name && `${folder}/`.startsWith(`${theirs}/`))
      .map(([other]) => `stacks.${name}.path: it lies in the folder of ${other}`),
  );
}

function waitsForItself(name: string, { stacks }: Settings): boolean {
  const seen = new Set<string>();
  const queue = [...(stacks[name]?.depends_on ?? [])];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next === name) return true;
    if (!seen.has(next)) queue.push(...(stacks[next]?.depends_on ?? []));
    seen.add(next);
  }
  return false;
}
