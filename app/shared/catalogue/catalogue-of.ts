import type { Catalogue, ProviderFacts, ResourceType } from "../core/catalogue.ts";
import { lineThatBegins } from "./sorted-lines.ts";
import { unpackType } from "./unpack.ts";
import { typeOfModule } from "./usual-names.ts";

/** The committed catalogue of one provider: what is known without opening it, and how to open it. */
export interface PackedCatalogue {
  /** Local name of the provider, `aws`: the prefix of its types. */
  readonly name: string;
  readonly facts: ProviderFacts;
  /** The text that `packTypes` wrote. */
  read(): string;
}

/** One catalogue over several providers; a provider is read when one of its types is first asked for, an entry when it is. */
export function catalogueOf(packed: readonly PackedCatalogue[]): Catalogue {
  const parts = packed.map((part) => ({ ...part, entries: lazily(() => new Entries(part.read())) }));
  const folder = (module: string) => module.slice(0, module.indexOf("/lib/") + 1);
  return {
    providers: Object.fromEntries(packed.map(({ name, facts }) => [name, facts])),
    types: ({ mode = "managed", provider } = {}) =>
      parts
        .filter(({ name }) => provider === undefined || name === provider)
        .flatMap(({ entries }) => entries().names(mode)),
    find: (type, mode = "managed") =>
      parts
        .find(({ name }) => type.startsWith(`${name}_`))
        ?.entries()
        .find(`${mode}\t${type}\t`) ?? null,
    ofModule: (module) =>
      parts
        .find(({ facts }) => folder(facts.module) === folder(module))
        ?.entries()
        .ofModule(module) ?? null,
  };
}

/** The lines of one packed text, which are sorted: found by what they begin with, and parsed once. */
class Entries {
  readonly #text: string;
  readonly #read = new Map<string, ResourceType | null>();

  constructor(text: string) {
    this.#text = text;
  }

  /** `mode TAB type TAB`. Who looks for what a name might mean asks for many types that do not exist. */
  find(key: string): ResourceType | null {
    const known = this.#read.get(key);
    if (known !== undefined) return known;
    const line = lineThatBegins(this.#text, key);
    const entry = line === null ? null : unpackType(line);
    this.#read.set(key, entry);
    return entry;
  }

  /** A module under its usual name is not written down: the one of that name would be, were it called otherwise. */
  ofModule(module: string): ResourceType | null {
    const at = this.#text.indexOf(`\t["${module}"`);
    if (at >= 0) return this.find(this.#text.slice(this.#text.lastIndexOf("\n", at) + 1, at + 1));
    const usual = typeOfModule(module);
    const found = usual === null ? null : this.find(`${usual.mode}\t${usual.type}\t`);
    return found?.module === module ? found : null;
  }

  names(mode: string): string[] {
    const lines = this.#text.split("\n").filter((line) => line.startsWith(`${mode}\t`));
    return lines.map((line) => line.slice(mode.length + 1, line.indexOf("\t", mode.length + 1)));
  }
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
