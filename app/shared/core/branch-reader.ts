/** One commit of a branch, with the files it changed against its first parent (blob id, null where deleted). */
export interface LoggedCommit {
  readonly commit: string;
  readonly parents: readonly string[];
  readonly files: Readonly<Record<string, string | null>>;
}

/** Reads the branches of a clone without asking any remote: what an auditor has. */
export interface BranchReader {
  /** Tips of all branches below `code/`. */
  branches(): Promise<Readonly<Record<string, string>>>;
  /** First-parent history, oldest first. */
  log(tip: string): Promise<readonly LoggedCommit[]>;
  /** The bytes of these blobs by id; those that are missing are left out. */
  blobs(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
}
