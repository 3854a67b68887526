import type { LedgerStore } from "#shared/ledger/append.ts";

/** A store that nobody else writes to: what was written through it is not read again. */
export function loneWriter(store: LedgerStore): LedgerStore {
  const files = new Map<string, string>();
  const tips = new Map<string, string>();
  return {
    tip: async (branch) => tips.get(branch) ?? null,
    read: async (_, path) => files.get(path) ?? null,
    async advance(draft) {
      const commit = await store.advance(draft);
      if (commit === null) return null;
      for (const [path, text] of Object.entries(draft.files)) files.set(path, text);
      tips.set(draft.branch, commit);
      return commit;
    },
  };
}
