/** Files by what they are: a blob's name is the digest of its content, so that what is kept is never out of date. */
export interface BlobMemory {
  /** The text of a blob; what cannot be fetched is not kept. */
  read(repository: string, sha: string, fetch: () => Promise<string>): Promise<string>;
}

/** Keeps the texts that were used last, as far as they are small: ledger entries, promises, sources. */
export function blobMemory({ blobs = 1000, characters = 32_768 } = {}): BlobMemory {
  const known = new Map<string, string>();
  return {
    async read(repository, sha, fetch) {
      const key = `${repository} ${sha}`;
      const text = known.get(key) ?? (await fetch());
      known.delete(key);
      if (text.length <= characters) known.set(key, text);
      const [oldest] = known.keys();
      if (known.size > blobs && oldest !== undefined) known.delete(oldest);
      return text;
    },
  };
}
