import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { askedOnce } from "./asked-once.ts";

/** Who a commit is by. */
export interface Author {
  readonly name: string;
  readonly email: string;
}

export interface CommitInfo {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Author & { readonly date: string };
  readonly committer: Author & { readonly date: string };
  readonly message: string;
}

export interface ChangedFile {
  readonly filename: string;
  readonly status: "added" | "modified" | "removed";
  readonly additions: number;
  readonly deletions: number;
  readonly patch: string;
  readonly sha: string | null;
}

interface Extra {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

const STATUS = { A: "added", D: "removed" } as const;
const MAX_BYTES = 256 * 1024 * 1024;

/** A real bare repository, driven synchronously so that every request sees one state. */
export function bareGit(directory: string) {
  const spawned = (args: readonly string[], extra: Extra = {}): Buffer =>
    execFileSync("git", ["-C", directory, ...args], {
      input: extra.input ?? "",
      env: { PATH: process.env.PATH, HOME: directory, GIT_CONFIG_NOSYSTEM: "1", ...extra.env },
      maxBuffer: MAX_BYTES,
      stdio: ["pipe", "pipe", "pipe"],
    });
  const { asked, known } = askedOnce(spawned);
  const bytes = (args: readonly string[], extra?: Extra): Buffer =>
    extra === undefined ? asked(args) : spawned(args, extra);
  const text = (args: readonly string[], extra?: Extra): string => bytes(args, extra).toString().trimEnd();
  const maybe = (...args: string[]): string | null => {
    try {
      return text(args);
    } catch {
      return null;
    }
  };

  const tipOf = (ref: string): string | null => tipIn(directory, ref);
  const made = (sha: string, kind: string): string => {
    for (const one of [kind, "object"]) known(kindOf(sha, one), sha);
    return sha;
  };

  return {
    directory,
    bytes,
    text,
    maybe,
    /** The commit, tree or blob that a name stands for, null where there is none. */
    resolve: (name: string, kind = "commit"): string | null => maybe(...kindOf(name, kind)),
    /** The blob at a path of a commit, null where there is no file. */
    blobAt(commit: string, path: string): string | null {
      const line = maybe("ls-tree", commit, "--", path);
      const [, type, sha] = /^\d+ (\w+) (\w+)\t/.exec(line ?? "") ?? [];
      return type === "blob" ? (sha ?? null) : null;
    },
    tip: (branch: string): string | null => tipOf(`refs/heads/${branch}`),
    /** The commit that a reference points to, null where there is none. */
    tipOf,
    /** Keeps a blob, and gives its name. */
    blob(content: string | Uint8Array): string {
      const input = Buffer.from(content);
      const sha = text(["hash-object", "-w", "--stdin"], { input });
      known(["cat-file", "blob", sha], input);
      return made(sha, "blob");
    },
    /** Keeps the tree of an index, and gives its name. */
    tree: (index: Readonly<Record<string, string>>): string =>
      made(text(["write-tree"], { env: index }), "tree"),
    refs(prefix: string): readonly { ref: string; sha: string; type: string }[] {
      const lines = text(["for-each-ref", "--format=%(refname) %(objectname) %(objecttype)"]).split("\n");
      return lines
        .filter((line) => line.startsWith(prefix))
        .map((line) => {
          const [ref = "", sha = "", type = ""] = line.split(" ");
          return { ref, sha, type };
        });
    },
    commit: (sha: string): CommitInfo => readCommit(text(["cat-file", "commit", sha]), sha),
    /** Files of `head` that differ from the merge base with `base`, or from `base` itself. */
    diff(base: string, head: string): readonly ChangedFile[] {
      const numbers = text(["diff-tree", "-r", "--no-renames", "--numstat", base, head]);
      const raw = text(["diff-tree", "-r", "--no-renames", "--raw", "--no-abbrev", base, head]).split("\n");
      if (numbers === "") return [];
      return numbers.split("\n").map((line, index) => {
        const [additions = "0", deletions = "0", filename = ""] = line.split("\t");
        const [, , , sha = "", letter = "M"] = (raw[index] ?? "").split(/[ \t]/);
        const patch = text(["diff", "--no-renames", base, head, "--", filename]);
        const at = patch.indexOf("\n@@");
        return {
          filename,
          status: STATUS[letter as keyof typeof STATUS] ?? "modified",
          additions: Number(additions) || 0,
          deletions: Number(deletions) || 0,
          patch: at === -1 ? "" : patch.slice(at + 1),
          sha: /^0+$/.test(sha) ? null : sha,
        };
      });
    },
    /** The merged tree, or null on a conflict. */
    mergeTree(base: string, head: string): string | null {
      const tree = maybe("merge-tree", "--write-tree", "--no-messages", base, head);
      return tree === null ? null : (tree.split("\n")[0] ?? null);
    },
    commitTree(draft: { tree: string; parents: readonly string[]; message: string; author: Author }): string {
      const { name, email } = draft.author;
      const parents = draft.parents.flatMap((parent) => ["-p", parent]);
      const sha = text(["commit-tree", draft.tree, ...parents], {
        input: draft.message,
        env: {
          GIT_AUTHOR_NAME: name,
          GIT_AUTHOR_EMAIL: email,
          GIT_COMMITTER_NAME: name,
          GIT_COMMITTER_EMAIL: email,
        },
      });
      return made(sha, "commit");
    },
    isAncestor: (older: string, newer: string): boolean =>
      maybe("merge-base", "--is-ancestor", older, newer) !== null,
    commits: (range: string): readonly string[] => {
      const list = maybe("rev-list", "--reverse", range);
      return list === null || list === "" ? [] : list.split("\n");
    },
  };
}
export type BareGit = ReturnType<typeof bareGit>;

function kindOf(name: string, kind: string): [string, ...string[]] {
  return ["rev-parse", "--verify", "--quiet", `${name}^{${kind}}`];
}

/** Where a branch points to, as its own file says or the one that git packs many into. */
function tipIn(directory: string, ref: string): string | null {
  const own = readIn(directory, ref).trim();
  if (/^[0-9a-f]{40}$/.test(own)) return own;
  const packed = readIn(directory, "packed-refs").split("\n");
  return packed.find((line) => line.slice(41) === ref)?.slice(0, 40) ?? null;
}

function readIn(directory: string, path: string): string {
  try {
    return readFileSync(join(directory, path), "utf8");
  } catch {
    return "";
  }
}

function readCommit(raw: string, sha: string): CommitInfo {
  const split = raw.indexOf("\n\n");
  const head = (split === -1 ? raw : raw.slice(0, split)).split("\n");
  const values = (name: string): string[] =>
    head.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  const person = (line: string) => {
    const [, name = "", email = "", seconds = "0"] = /^(.*) <(.*)> (\d+)/.exec(line) ?? [];
    return { name, email, date: new Date(Number(seconds) * 1000).toISOString() };
  };
  return {
    sha,
    tree: values("tree")[0] ?? "",
    parents: values("parent"),
    author: person(values("author")[0] ?? ""),
    committer: person(values("committer")[0] ?? ""),
    message: split === -1 ? "" : raw.slice(split + 2),
  };
}
