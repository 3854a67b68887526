/** One reference in an atomic push: `expected` is what it must be now (null: must not exist), `next` what it becomes (null: deleted). */
export interface RefUpdate {
  /** Branch name without `refs/heads/`. */
  readonly branch: string;
  readonly expected: string | null;
  readonly next: string | null;
}

export type PushOutcome = { readonly kind: "pushed" } | { readonly kind: "stale"; readonly message: string };

/** The first-parent step of a branch. */
export interface Step {
  readonly commit: string;
  readonly parent: string | null;
}

/** A local clone with one remote. Commits are full SHA-1 ids; file contents are bytes. */
export interface Git {
  /** Fetches these branches (those that exist) and returns their tips. */
  fetch(branches: readonly string[]): Promise<Readonly<Record<string, string>>>;
  /** Branches of the remote below this prefix, with their tips. */
  remoteBranches(prefix: string): Promise<Readonly<Record<string, string>>>;
  read(commit: string, path: string): Promise<Uint8Array | null>;
  paths(commit: string): Promise<readonly string[]>;
  parents(commit: string): Promise<readonly string[]>;
  /** Paths that differ between two commits or trees. */
  changed(from: string, to: string): Promise<readonly string[]>;
  /** First-parent commits from `since` (exclusive, null: all) to `until`, oldest first. */
  firstParents(since: string | null, until: string): Promise<readonly Step[]>;
  /** A commit with exactly these files (path → bytes) and these parents; nothing is pushed. */
  commit(draft: {
    files: Readonly<Record<string, Uint8Array>>;
    parents: readonly string[];
    message: string;
  }): Promise<string>;
  /** A commit on `parent` that writes these files (null deletes) and keeps the others. */
  amendTree(draft: {
    parent: string;
    files: Readonly<Record<string, Uint8Array | null>>;
    message: string;
  }): Promise<string>;
  /** The merge of head into base without touching a working tree: the merged commit, or the paths in conflict. */
  merge(
    base: string,
    head: string,
  ): Promise<{ kind: "merged"; commit: string } | { kind: "conflict"; paths: readonly string[] }>;
  /** One atomic push with a lease on each reference. A moved reference is `stale`; a lost connection is `git/push-failed`. */
  push(updates: readonly RefUpdate[]): Promise<PushOutcome>;
  /** Writes the files of a commit below a prefix into a directory. */
  checkout(commit: string, directory: string): Promise<void>;
}
