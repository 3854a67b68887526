import type { Catalogue, ProviderFacts, ResourceType } from "../core/catalogue.ts";
import { unpackType } from "./codec.ts";
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

/** The lines of one packed text, found by what they start with and parsed once. */
class Entries {
  readonly #text: string;
  /** Where each line starts: who looks for what a name might mean asks for many types that do not exist. */
  readonly #starts: ReadonlyMap<string, number>;
  readonly #read = new Map<string, ResourceType>();

  constructor(text: string) {
    this.#text = text;
    this.#starts = startsIn(text);
  }

  find(key: string): ResourceType | null {
    const start = this.#starts.get(key);
    if (start === undefined) return null;
    const known = this.#read.get(key);
    if (known !== undefined) return known;
    const entry = unpackType(this.#text.slice(start, this.#text.indexOf("\n", start)));
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
    const keys = [...this.#starts.keys()].filter((key) => key.startsWith(`${mode}\t`));
    return keys.map((key) => key.slice(mode.length + 1, -1));
  }
}

/** By what each line starts with, `mode TAB type TAB`, where it does. */
function startsIn(text: string): Map<string, number> {
  const starts = new Map<string, number>();
  let start = 0;
  for (const line of text.split("\n")) {
    starts.set(line.slice(0, line.indexOf("\t", line.indexOf("\t") + 1) + 1), start);
    start += line.length + 1;
  }
  return starts;
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
