import { type Call, created, notFound, ok, Refusal, type Route, textOf } from "../http.ts";
import type { Shape } from "../openapi.ts";
import { RULESETS } from "../rules.ts";
import { commitShape, mergeBase, pullShape, repoApi, repositoryShape, webOf } from "../shapes.ts";

/** The repository, its branches, commits and rules. */
export const REPOSITORY_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: "/repos/{owner}/{repo}",
    needs: ["metadata:read"],
    handle: ({ hub }) => ok(repositoryShape(hub)),
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/branches",
    needs: ["contents:read"],
    handle: ({ hub }) =>
      ok(
        hub.git.refs("refs/heads/").map(({ ref, sha }) => ({
          name: ref.slice("refs/heads/".length),
          commit: { sha, url: `${repoApi(hub)}/commits/${sha}` },
          protected: false,
        })),
      ),
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/branches/{branch}",
    needs: ["contents:read"],
    handle: branch,
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/rules/branches/{branch}",
    needs: ["metadata:read"],
    handle: ({ hub, params }) => ok(rulesOf(hub.defaultBranch, params.branch ?? "")),
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/commits/{commit_sha}/pulls",
    needs: ["pull_requests:read", "contents:read"],
    handle: pullsOf,
  },
  { method: "GET", path: "/repos/{owner}/{repo}/commits", needs: ["contents:read"], handle: commits },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/commits/{ref}",
    needs: ["contents:read"],
    handle(call) {
      const sha = shaOf(call, call.params.ref ?? "");
      const info = call.hub.git.commit(sha);
      const files = info.parents[0] === undefined ? [] : call.hub.git.diff(info.parents[0], sha);
      return ok({
        ...commitShape(call.hub, info),
        files: files.map((file) => fileShape(call, { ...file }, sha)),
      });
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/compare/{basehead}",
    needs: ["contents:read"],
    handle: compare,
  },
  {
    method: "POST",
    path: "/repos/{owner}/{repo}/statuses/{sha}",
    needs: ["statuses:write"],
    handle: setStatus,
  },
];

export function shaOf(call: Call, name: string): string {
  const { git } = call.hub;
  const sha = git.tip(name) ?? git.resolve(name);
  if (sha === null) throw new Refusal(422, `No commit found for SHA: ${name}`);
  return sha;
}

function branch(call: Call) {
  const { hub, params } = call;
  const name = params.branch ?? "";
  const sha = hub.git.tip(name);
  if (sha === null) throw new Refusal(404, "Branch not found");
  const links = { self: `${repoApi(hub)}/branches/${name}`, html: `${webOf(hub)}/tree/${name}` };
  return ok({
    name,
    commit: commitShape(hub, hub.git.commit(sha)),
    protected: name === hub.defaultBranch,
    _links: links,
  });
}

function rulesOf(defaultBranch: string, name: string): readonly Shape[] {
  const source = { ruleset_source_type: "Repository", ruleset_source: "repository" };
  if (name === defaultBranch)
    return [
      { type: "deletion", ...source, ruleset_id: 1 },
      { type: "non_fast_forward", ...source, ruleset_id: 1 },
    ];
  const found = RULESETS.findIndex((ruleset) => ruleset.branches.test(name));
  if (found === -1) return [];
  return ["creation", "update", "deletion"].map((type) => ({ type, ...source, ruleset_id: found + 2 }));
}

/** Merge, squash, rebase and open heads alike. */
function pullsOf(call: Call) {
  const { hub } = call;
  const sha = shaOf(call, call.params.commit_sha ?? "");
  const pulls = hub.store.issues.filter((issue) => {
    if (issue.pull === null) return false;
    const own = hub.git.commits(
      `${mergeBase(hub, issue.pull.baseSha, issue.pull.headSha)}..${issue.pull.headSha}`,
    );
    return issue.pull.landed.includes(sha) || own.includes(sha);
  });
  return ok(pulls.map((issue) => pullShape(hub, issue)));
}

function commits(call: Call) {
  const { hub, query } = call;
  const from = shaOf(call, query.get("sha") ?? hub.defaultBranch);
  const path = query.get("path");
  const list = hub.git.text(["rev-list", "--max-count=500", from, ...(path === null ? [] : ["--", path])]);
  return ok(
    list
      .split("\n")
      .filter(Boolean)
      .map((sha) => commitShape(hub, hub.git.commit(sha))),
  );
}

export function fileShape(
  call: Call,
  file: { filename: string; sha: string | null } & Shape,
  sha: string,
): Shape {
  const { hub } = call;
  const contents = `${repoApi(hub)}/contents/${file.filename}?ref=${sha}`;
  return {
    ...file,
    sha: file.sha ?? "0".repeat(40),
    changes: Number(file.additions) + Number(file.deletions),
    blob_url: `${webOf(hub)}/blob/${sha}/${file.filename}`,
    raw_url: `${webOf(hub)}/raw/${sha}/${file.filename}`,
    contents_url: contents,
  };
}

function compare(call: Call) {
  const { hub, params } = call;
  const [base, head] = (params.basehead ?? "").split("...").map((name) => shaOf(call, name));
  if (base === undefined || head === undefined) throw notFound();
  const common = mergeBase(hub, base, head);
  const ahead = hub.git.commits(`${base}..${head}`);
  const behind = hub.git.commits(`${head}..${base}`);
  const status = compareStatus(ahead.length, behind.length);
  const web = `${webOf(hub)}/compare/${params.basehead}`;
  return ok({
    url: `${repoApi(hub)}/compare/${params.basehead}`,
    html_url: web,
    permalink_url: web,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
    base_commit: commitShape(hub, hub.git.commit(base)),
    merge_base_commit: commitShape(hub, hub.git.commit(common)),
    status,
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: ahead.map((sha) => commitShape(hub, hub.git.commit(sha))),
    files: hub.git.diff(common, head).map((file) => fileShape(call, { ...file }, head)),
  });
}

function compareStatus(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? "diverged" : "ahead";
  return behind > 0 ? "behind" : "identical";
}

function setStatus(call: Call) {
  const { hub, body } = call;
  const status = {
    id: hub.store.nextId(),
    sha: shaOf(call, call.params.sha ?? ""),
    state: textOf(body.state),
    context: textOf(body.context, "default"),
    description: (body.description ?? null) as string | null,
    targetUrl: (body.target_url ?? null) as string | null,
    creator: call.by.kind === "person" ? call.by.login : "bot",
    createdAt: new Date().toISOString(),
  };
  hub.store.statuses.push(status);
  const { id, state, context, description } = status;
  return created({
    id,
    state,
    context,
    description,
    target_url: status.targetUrl,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  });
}
