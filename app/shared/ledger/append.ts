import { PipelineError } from "../core/error.ts";
import type { Git } from "../core/git.ts";
import type { ChangeWriter, Repository } from "../core/host.ts";
import { LedgerEntry, type LedgerEvent, type Writer } from "../core/ledger-entry.ts";
import { parseJson } from "../core/parse.ts";
import { attachedAs, entryFiles, entryPath, HEAD, ledgerBranch, nextEntry } from "./chain.ts";
import type { Signer } from "./keys.ts";

/** Where a ledger is kept: one branch, moved only by compare-and-swap. */
export interface LedgerStore {
  tip(branch: string): Promise<string | null>;
  read(commit: string, path: string): Promise<string | null>;
  /** The new commit, or null when the branch moved meanwhile. */
  advance(draft: {
    branch: string;
    parent: string | null;
    message: string;
    files: Readonly<Record<string, string>>;
  }): Promise<string | null>;
}

export interface Ledger {
  readonly store: LedgerStore;
  readonly writer: Writer;
  /** `owner/name`. */
  readonly repository: string;
  readonly signer: Signer;
  readonly now: () => Date;
}

const TRIES = 5;

interface NewEvent {
  readonly kind: LedgerEvent["kind"];
  readonly body: LedgerEvent["body"];
  /** Text that is written beside the entry; the entry names its digest and size. */
  readonly attachment?: string;
}

/** Appends one event as one commit. A ledger that moved meanwhile is read again; the chain never forks. */
export async function appendToLedger(
  ledger: Ledger,
  event: NewEvent,
): Promise<{ entry: LedgerEntry; commit: string }> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const appended = await appendOnce(ledger, event);
    if (appended !== null) return appended;
  }
  throw new PipelineError("ledger/contended", `The ledger moved ${TRIES} times while it was written.`, {
    next: "Run again; nothing was written.",
  });
}

async function appendOnce(ledger: Ledger, { attachment, ...said }: NewEvent) {
  const { store, writer, repository } = ledger;
  const branch = ledgerBranch(writer);
  const tip = await store.tip(branch);
  const previous = await newest(store, tip, { writer, repository });
  const other = writer === "app" ? "deploy" : "app";
  const otherTip = await store.tip(ledgerBranch(other));
  const seen = await newest(store, otherTip, { writer: other, repository });
  const at = ledger.now().toISOString();
  const event = attachment === undefined ? said : { ...said, attached: attachedAs(attachment) };
  const entry = nextEntry({ writer, repository, previous, seen, event, at }, ledger.signer);
  const message = `${event.kind} (${writer} ${entry.sequence})`;
  const commit = await store.advance({ branch, parent: tip, message, files: entryFiles(entry, attachment) });
  return commit === null ? null : { entry, commit };
}

/** The entries of one ledger from `from` to the newest; what cannot be read stops the reader. */
export async function readLedger(
  store: LedgerStore,
  writer: Writer,
  from = 1,
): Promise<readonly LedgerEntry[]> {
  const tip = await store.tip(ledgerBranch(writer));
  if (tip === null) return [];
  const head = await entryAt(store, tip, HEAD);
  const sequences = Array.from({ length: Math.max(0, head.sequence - from + 1) }, (_, index) => from + index);
  return await Promise.all(sequences.map((sequence) => entryAt(store, tip, entryPath(sequence))));
}

async function newest(
  store: LedgerStore,
  tip: string | null,
  expected: { writer: Writer; repository: string },
): Promise<LedgerEntry | null> {
  if (tip === null) return null;
  const entry = await entryAt(store, tip, HEAD);
  if (entry.writer === expected.writer && entry.repository === expected.repository) return entry;
  const said = `${entry.writer} of ${entry.repository}`;
  throw new PipelineError("ledger/foreign", `The ledger ${expected.writer} ends in an entry of ${said}.`, {
    next: "Run `code-engine verify`; the branch was overwritten.",
  });
}

async function entryAt(store: LedgerStore, commit: string, path: string): Promise<LedgerEntry> {
  const text = await store.read(commit, path);
  if (text !== null) return parseJson(LedgerEntry, text, "ledger/unreadable");
  throw new PipelineError("ledger/unreadable", `The ledger has no ${path}.`, {
    next: "Run `code-engine verify` to see what is missing.",
  });
}

/** A ledger in a clone: what the Action and the command line use. */
export function gitLedgerStore(git: Git): LedgerStore {
  return {
    async tip(branch) {
      return (await git.fetch([branch]))[branch] ?? null;
    },
    async read(commit, path) {
      const bytes = await git.read(commit, path);
      return bytes === null ? null : Buffer.from(bytes).toString("utf8");
    },
    async advance({ branch, parent, message, files }) {
      const written = Object.fromEntries(
        Object.entries(files).map(([path, text]) => [path, Buffer.from(text, "utf8")]),
      );
      const next =
        parent === null
          ? await git.commit({ files: written, parents: [], message })
          : await git.amendTree({ parent, files: written, message });
      const outcome = await git.push([{ branch, expected: parent, next }]);
      return outcome.kind === "pushed" ? next : null;
    },
  };
}

/** A ledger behind GitHub's API: what the App uses. */
export function hostLedgerStore(
  repository: Pick<Repository, "tip" | "read">,
  changes: Pick<ChangeWriter, "commit">,
): LedgerStore {
  return {
    tip: (branch) => repository.tip(branch),
    read: (commit, path) => repository.read(commit, path),
    async advance({ branch, parent, message, files }) {
      try {
        return await changes.commit({ branch, parent, message, files });
      } catch (error) {
        if (error instanceof PipelineError && error.code === "host/branch-moved") return null;
        throw error;
      }
    },
  };
}
