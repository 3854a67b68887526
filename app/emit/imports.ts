import type { ResourceType } from "#shared/core/catalogue.ts";
import { LIBRARY } from "./library.ts";

/** Names by module, each once. */
export class Imports {
  readonly #names = new Map<string, Set<string>>();

  add(module: string, name: string): void {
    const names = this.#names.get(module) ?? new Set();
    this.#names.set(module, names.add(name));
  }

  addType(type: Pick<ResourceType, "module" | "className">): void {
    this.add(type.module, type.className);
  }

  addLibrary(name: string): void {
    this.add(LIBRARY, name);
  }

  /** One statement a module, sorted by module. */
  statements(): string[] {
    return this.missing(new Set()).map(
      ({ module, names }) => `import { ${names.join(", ")} } from "${module}";`,
    );
  }

  /** What is not imported yet, sorted by module. */
  missing(existing: ReadonlySet<string>): { module: string; names: string[] }[] {
    return [...this.#names]
      .map(([module, names]) => ({ module, names: [...names].filter((name) => !existing.has(name)).sort() }))
      .filter(({ names }) => names.length > 0)
      .sort((left, right) => (inFolders(left.module) < inFolders(right.module) ? -1 : 1));
  }
}

/** Sorted as formatters do, folder by folder: `s3-bucket/…` comes before `s3-bucket-policy/…`. */
export function inFolders(module: string): string {
  return module.replaceAll("/", "\u0000");
}
