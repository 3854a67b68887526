import { type Call, created, notFound, ok, Refusal, type Route, textOf } from "../http.ts";
import { loginOf } from "../identity.ts";
import type { Shape } from "../openapi.ts";
import { gitCommitShape, repoApi, webOf } from "../shapes.ts";
import { moveRef } from "./git-data.ts";
import { shaOf } from "./repository.ts";

const PATH = "/repos/{owner}/{repo}/contents/{path}";

/** Files by path. */
export const CONTENT_ROUTES: readonly Route[] = [
  { method: "GET", path: PATH, needs: ["contents:read"], handle: read },
  { method: "PUT", path: PATH, needs: ["contents:write"], handle: write },
];

function entryShape(
  call: Call,
  entry: { path: string; sha: string; size: number; type: string },
  ref: string,
): Shape {
  const api = `${repoApi(call.hub)}/contents/${entry.path}?ref=${ref}`;
  const html = `${webOf(call.hub)}/blob/${ref}/${entry.path}`;
  const git = `${repoApi(call.hub)}/git/blobs/${entry.sha}`;
  return {
    ...entry,
    name: entry.path.split("/").at(-1),
    url: api,
    html_url: html,
    git_url: git,
    download_url: html,
    _links: { self: api, git, html },
  };
}

function read(call: Call) {
  const { git } = call.hub;
  const ref = call.query.get("ref") ?? call.hub.defaultBranch;
  const commit = git.tip(ref) ?? git.resolve(ref);
  const path = (call.params.path ?? "").replace(/\/$/, "");
  if (commit === null) throw new Refusal(404, `No commit found for the ref ${ref}`);
  const blob = git.blobAt(commit, path);
  if (blob !== null) {
    const bytes = git.bytes(["cat-file", "blob", blob]);
    const entry = entryShape(call, { path, sha: blob, size: bytes.length, type: "file" }, ref);
    return ok({ ...entry, encoding: "base64", content: bytes.toString("base64") });
  }
  const lines = git.maybe("ls-tree", "-l", `${commit}:${path}`);
  if (lines === null) throw notFound();
  return ok(
    lines.split("\n").map((line) => {
      const [meta = "", name = ""] = line.split("\t");
      const [, kind, sha = "", size = "0"] = meta.split(/ +/);
      const type = kind === "tree" ? "dir" : "file";
      return entryShape(call, { path: `${path}/${name}`, sha, size: Number(size) || 0, type }, ref);
    }),
  );
}

/** One commit that writes one file. */
function write(call: Call) {
  const { hub, body } = call;
  const { git } = hub;
  const path = call.params.path ?? "";
  const branch = textOf(body.branch, hub.defaultBranch);
  const from = shaOf(call, branch);
  const old = git.blobAt(from, path);
  if (old !== null && old !== body.sha) throw new Refusal(409, `${path} does not match ${body.sha}`);
  const index = { GIT_INDEX_FILE: `${git.directory}/index-${hub.store.nextId()}` };
  git.text(["read-tree", from], { env: index });
  const blob = git.blob(Buffer.from(textOf(body.content), "base64"));
  git.text(["update-index", "--index-info"], { input: `100644 ${blob}\t${path}\n`, env: index });
  const login = loginOf(call.by);
  const author = { name: login, email: `${login}@users.noreply.github.com` };
  const tree = git.tree(index);
  const to = git.commitTree({ tree, parents: [from], message: textOf(body.message), author });
  moveRef(call, { ref: `refs/heads/${branch}`, from, to });
  const size = git.bytes(["cat-file", "blob", blob]).length;
  const content = entryShape(call, { path, sha: blob, size, type: "file" }, branch);
  const answer = { content, commit: gitCommitShape(hub, git.commit(to)) };
  return old === null ? created(answer) : ok(answer);
}
