import type { BranchReader, LoggedCommit } from "../core/branch-reader.ts";
import { commitId } from "./git/names.ts";
import { lines, must } from "./git/objects.ts";
import { gitRunner, type RunGit } from "./git/run.ts";

const BLOB = /^[0-9a-f]{40}$/;

/** A clone as an auditor has it: branches of its own, and those it fetched from `origin`, which go first. Asks no remote. */
export function openClone(
  directory: string,
  environment: Readonly<Record<string, string>> = {},
): BranchReader {
  const run = gitRunner(
    directory,
    { ...environment, GIT_NO_REPLACE_OBJECTS: "1", GIT_NO_LAZY_FETCH: "1" },
    [],
  );
  return {
    async branches() {
      const places = ["refs/heads/code", "refs/remotes/origin/code"];
      const { stdout } = await must(run, ["for-each-ref", "--format=%(objectname)%09%(refname)", ...places]);
      const found = lines(stdout).map((line) => line.split("\t"));
      return Object.fromEntries(
        found.map(([tip = "", ref = ""]) => [ref.replace(/^refs\/(heads|remotes\/origin)\//, ""), tip]),
      );
    },
    log: (tip) => log(run, tip),
    blobs: (ids) => blobs(run, ids),
  };
}

async function log(run: RunGit, tip: string): Promise<readonly LoggedCommit[]> {
  const args = [
    "log",
    "--first-parent",
    "--diff-merges=first-parent",
    "--reverse",
    "--raw",
    "--no-abbrev",
    "-z",
  ];
  const format = ["--no-renames", "--format=tformat:%x01%H %P", "--end-of-options", commitId(tip), "--"];
  const { stdout } = await must(run, [...args, ...format]);
  return stdout.toString("utf8").split("\u0001").slice(1).map(readLogged);
}

/** `<commit> <parents>\0` and then `:<modes> <from> <to> <status>\0<path>\0` for each file. */
function readLogged(text: string): LoggedCommit {
  const [heads = "", ...fields] = text.split("\0").map((field) => field.replace(/^\n+/, ""));
  const [commit = "", ...parents] = heads.trim().split(" ");
  const raw = fields.filter((field) => field !== "");
  const files: Record<string, string | null> = {};
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [, , , to = "", status = ""] = raw[index]?.split(" ") ?? [];
    files[raw[index + 1] ?? ""] = status.startsWith("D") ? null : to;
  }
  return { commit, parents, files };
}

async function blobs(run: RunGit, ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const asked = [...new Set(ids)].filter((id) => BLOB.test(id));
  if (asked.length === 0) return new Map();
  const { stdout } = await must(run, ["cat-file", "--batch"], { input: `${asked.join("\n")}\n` });
  return readBatch(stdout);
}

/** `<id> blob <size>\n<bytes>\n`, or `<id> missing\n`. */
function readBatch(output: Buffer): ReadonlyMap<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0x0a, at);
    const [id = "", type = "", size = "0"] = output.toString("latin1", at, end).split(" ");
    at = end + 1;
    if (type === "missing") continue;
    const length = Number.parseInt(size, 10);
    if (type === "blob") found.set(id, new Uint8Array(output.subarray(at, at + length)));
    at += length + 1;
  }
  return found;
}
