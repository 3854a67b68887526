/** What an author gets back for repair about one argument. */
export interface Problem {
  readonly rule:
    | "unknown-argument"
    | "missing-argument"
    | "computed-argument"
    | "wrong-type"
    | "wrong-count"
    | "wrong-value"
    | "exclusive-arguments"
    | "unknown-reference"
    | "unknown-attribute"
    | "cycle"
    | "unknown-function"
    | "wrong-call"
    | "wrong-policy";
  readonly path: string;
  readonly message: string;
  /** What to write instead: a name, a path, a type or a value as JSON. */
  readonly suggestion?: string;
}

/** A dotted path, one step deeper. */
export function join(path: string, name: string | number): string {
  return path === "" ? String(name) : `${path}.${name}`;
}

export function setByProvider(name: string, path: string): Problem {
  return {
    rule: "computed-argument",
    path: join(path, name),
    message: `${name} is set by the provider and cannot be given`,
  };
}
