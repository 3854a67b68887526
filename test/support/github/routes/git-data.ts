import { refMoved } from "../changes.ts";
import { type Call, created, notFound, nothing, ok, Refusal, type Route, textOf } from "../http.ts";
import { loginOf } from "../identity.ts";
import type { Shape } from "../openapi.ts";
import { type RefChange, refusal } from "../rules.ts";
import { gitCommitShape, repoApi } from "../shapes.ts";

const READ = ["contents:read"];
const WRITE = ["contents:write"];
const BASE = "/repos/{owner}/{repo}/git";

/** The git data API: references, commits, trees and blobs. */
export const GIT_ROUTES: readonly Route[] = [
  { method: "GET", path: `${BASE}/ref/{ref}`, needs: READ, handle: (call) => ok(oneRef(call)) },
  {
    method: "GET",
    path: `${BASE}/matching-refs/{ref}`,
    needs: READ,
    handle: (call) => ok(call.hub.git.refs(`refs/${call.params.ref}`).map((one) => refShape(call, one))),
  },
  { method: "POST", path: `${BASE}/refs`, needs: WRITE, handle: createRef },
  { method: "PATCH", path: `${BASE}/refs/{ref}`, needs: WRITE, handle: updateRef },
  { method: "DELETE", path: `${BASE}/refs/{ref}`, needs: WRITE, handle: deleteRef },
  {
    method: "GET",
    path: `${BASE}/commits/{commit_sha}`,
    needs: READ,
    handle: (call) =>
      ok(gitCommitShape(call.hub, call.hub.git.commit(objectOf(call, "commit_sha", "commit")))),
  },
  { method: "POST", path: `${BASE}/commits`, needs: WRITE, handle: createCommit },
  { method: "GET", path: `${BASE}/trees/{tree_sha}`, needs: READ, handle: getTree },
  { method: "POST", path: `${BASE}/trees`, needs: WRITE, handle: createTree },
  { method: "GET", path: `${BASE}/blobs/{file_sha}`, needs: READ, handle: getBlob },
  { method: "POST", path: `${BASE}/blobs`, needs: WRITE, handle: createBlob },
];

function refShape(call: Call, one: { ref: string; sha: string; type: string }): Shape {
  const api = `${repoApi(call.hub)}/git`;
  const object = { type: one.type, sha: one.sha, url: `${api}/commits/${one.sha}` };
  return { ref: one.ref, node_id: "", url: `${api}/${one.ref}`, object };
}

function oneRef(call: Call): Shape {
  const name = `refs/${call.params.ref}`;
  const found = refAt(call, name);
  if (found === null) throw notFound();
  return refShape(call, found);
}

/** A branch always points to a commit; a tag may point to anything. */
function refAt({ hub: { git } }: Call, ref: string) {
  if (!ref.startsWith("refs/heads/")) return git.refs(ref).find((one) => one.ref === ref) ?? null;
  const sha = git.tipOf(ref);
  return sha === null ? null : { ref, sha, type: "commit" };
}

function objectOf(call: Call, parameter: string, kind: string): string {
  const sha = call.hub.git.resolve(call.params[parameter] ?? "", kind);
  if (sha === null) throw notFound();
  return sha;
}

/** Moves a reference as the rulesets allow, by compare-and-swap against what was read. */
export function moveRef(call: Call, change: RefChange): void {
  const { hub, by } = call;
  const reason = refusal(hub, by, change);
  if (reason !== null) throw new Refusal(422, `Repository rule violations found\n\n${reason}`);
  if (change.to === null) hub.git.text(["update-ref", "-d", change.ref, change.from ?? ""]);
  else hub.git.text(["update-ref", change.ref, change.to, change.from ?? "0".repeat(40)]);
  refMoved(hub, by, change);
}

function createRef(call: Call) {
  const ref = textOf(call.body.ref);
  const sha = call.hub.git.resolve(textOf(call.body.sha));
  if (!/^refs\/(heads|tags)\/./.test(ref) || call.hub.git.maybe("check-ref-format", ref) === null) {
    throw new Refusal(422, `${ref} is not a valid ref name.`);
  }
  if (sha === null) throw new Refusal(422, "Object does not exist");
  if (refAt(call, ref) !== null) throw new Refusal(422, "Reference already exists");
  moveRef(call, { ref, from: null, to: sha });
  return created(refShape(call, { ref, sha, type: "commit" }));
}

function updateRef(call: Call) {
  const ref = `refs/${call.params.ref}`;
  const from = call.hub.git.tipOf(ref);
  const to = call.hub.git.resolve(textOf(call.body.sha));
  if (from === null) throw new Refusal(422, "Reference does not exist");
  if (to === null) throw new Refusal(422, "Object does not exist");
  if (call.body.force !== true && !call.hub.git.isAncestor(from, to)) {
    throw new Refusal(422, "Update is not a fast forward");
  }
  moveRef(call, { ref, from, to });
  return ok(refShape(call, { ref, sha: to, type: "commit" }));
}

function deleteRef(call: Call) {
  const ref = `refs/${call.params.ref}`;
  const from = call.hub.git.tipOf(ref);
  if (from === null) throw new Refusal(422, "Reference does not exist");
  moveRef(call, { ref, from, to: null });
  return nothing();
}

function createCommit(call: Call) {
  const { hub, body } = call;
  const tree = hub.git.resolve(textOf(body.tree), "tree");
  if (tree === null) throw new Refusal(422, "Tree SHA does not exist");
  const parents = (body.parents ?? []) as string[];
  if (parents.some((parent) => hub.git.resolve(parent) === null))
    throw new Refusal(422, "Parent SHA does not exist");
  const login = loginOf(call.by);
  const given = body.author as { name: string; email: string } | undefined;
  const author = given ?? { name: login, email: `${login}@users.noreply.github.com` };
  const sha = hub.git.commitTree({ tree, parents, message: textOf(body.message), author });
  return created(gitCommitShape(hub, hub.git.commit(sha)));
}

function getTree(call: Call) {
  const { hub, query } = call;
  const name = call.params.tree_sha ?? "";
  const sha = hub.git.resolve(hub.git.tip(name) ?? name, "tree");
  if (sha === null) throw notFound();
  const isDeep = ![null, "0", "false", ""].includes(query.get("recursive"));
  const lines = hub.git.text(["ls-tree", "-l", ...(isDeep ? ["-r", "-t"] : []), "-z", sha]);
  const tree = lines
    .split("\0")
    .filter(Boolean)
    .map((line) => {
      const [meta = "", path = ""] = line.split("\t");
      const [mode = "", type = "", id = "", size = "-"] = meta.split(/ +/);
      const url = `${repoApi(hub)}/git/${type}s/${id}`;
      return { path, mode, type, sha: id, url, ...(type === "blob" ? { size: Number(size) } : {}) };
    });
  return ok({ sha, url: `${repoApi(hub)}/git/trees/${sha}`, tree, truncated: false });
}

interface Entry {
  readonly path?: string;
  readonly mode?: string;
  readonly type?: string;
  readonly sha?: string | null;
  readonly content?: string;
}

function createTree(call: Call) {
  const { git } = call.hub;
  const base = call.body.base_tree === undefined ? null : git.resolve(textOf(call.body.base_tree), "tree");
  if (base === null && call.body.base_tree !== undefined) throw new Refusal(422, "base_tree does not exist");
  const index = { GIT_INDEX_FILE: `${git.directory}/index-${call.hub.store.nextId()}` };
  git.text(base === null ? ["read-tree", "--empty"] : ["read-tree", base], { env: index });
  const lines = (call.body.tree as Entry[]).map((entry) => {
    const isGone = entry.sha === null && entry.content === undefined;
    const sha = entry.content === undefined ? entry.sha : git.blob(entry.content);
    if (!isGone && git.resolve(sha ?? "", "object") === null)
      throw new Refusal(422, `tree.sha ${sha} does not exist`);
    return isGone ? `0 ${"0".repeat(40)}\t${entry.path}` : `${entry.mode} ${sha}\t${entry.path}`;
  });
  git.text(["update-index", "--index-info"], { input: `${lines.join("\n")}\n`, env: index });
  const sha = git.tree(index);
  return created({ sha, url: `${repoApi(call.hub)}/git/trees/${sha}`, tree: [], truncated: false });
}

function getBlob(call: Call) {
  const sha = objectOf(call, "file_sha", "blob");
  const bytes = call.hub.git.bytes(["cat-file", "blob", sha]);
  const url = `${repoApi(call.hub)}/git/blobs/${sha}`;
  return ok({
    sha,
    node_id: "",
    url,
    size: bytes.length,
    encoding: "base64",
    content: bytes.toString("base64"),
  });
}

function createBlob(call: Call) {
  const { content, encoding } = call.body as { content: string; encoding?: string };
  const input = Buffer.from(content, encoding === "base64" ? "base64" : "utf8");
  const sha = call.hub.git.blob(input);
  return created({ sha, url: `${repoApi(call.hub)}/git/blobs/${sha}` });
}
