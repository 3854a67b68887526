import { createHash } from "node:crypto";
import type { Consultation } from "#shared/core/consultation.ts";
import { PipelineError } from "#shared/core/error.ts";
import { FINDING_OUTCOME } from "#shared/core/finding-outcome.ts";
import type { CommitDraft, Permission, PullRequest } from "#shared/core/host.ts";
import type { Order } from "#shared/core/inbox.ts";
import { plainJson } from "#shared/core/json.ts";
import { openInbox } from "../../app/adapters/inbox.ts";
import type { Hands } from "../../app/steps/hands.ts";

type Files = Readonly<Record<string, string>>;
interface Commit {
  readonly files: Files;
  readonly parents: readonly string[];
  readonly message: string;
}

export const SETTINGS = `version: 1
environments:
  test: { account: "123456789012", region: eu-west-1, apply_environment: code-test }
stacks:
  storage: { environment: test }
requesters: { permission: write, teams: [platform] }
keys: { app: ["-----BEGIN PUBLIC KEY-----"], deployer: ["-----BEGIN PUBLIC KEY-----"] }
`;

export interface World {
  readonly hands: Hands;
  /** Every effect on the world outside, in order. */
  readonly effects: string[];
  readonly commits: Map<string, Commit>;
  readonly branches: Map<string, string>;
  readonly pulls: Map<number, PullRequest>;
  readonly comments: Map<string, string>;
  /** What comments say now, by id. */
  readonly bodies: Map<number, string | null>;
  permission: Permission;
  /** By login, where it differs. */
  readonly permissions: Map<string, Permission>;
  /** The order that was made last. */
  lastOrder(): Order;
  /** The effect after this many throws, as if the process had been killed before it; once. */
  killAfter(effects: number): void;
  commit(branch: string, files: Readonly<Record<string, string | null>>, parents?: readonly string[]): string;
}

/** Hands over a repository in memory that keep a ledger of effects: what was asked of the world outside, in order. */
export function recordingHands(files: Files = { ".github/code.yml": SETTINGS }): World {
  const effects: string[] = [];
  let fatal = Number.POSITIVE_INFINITY;
  const note = (effect: string) => {
    if (effects.length >= fatal) {
      fatal = Number.POSITIVE_INFINITY;
      throw new Error("killed");
    }
    effects.push(effect);
  };
  const commits = new Map<string, Commit>();
  const branches = new Map<string, string>();
  const pulls = new Map<number, PullRequest>();
  const comments = new Map<string, string>();
  const bodies = new Map<number, string | null>();
  const entries: Record<string, unknown>[] = [];
  const contents = new Map<string, Consultation>();

  const commit: World["commit"] = (branch, changed, parents) => {
    const tip = branches.get(branch);
    const onto = parents ?? (tip === undefined ? [] : [tip]);
    const before = { ...commits.get(onto[0] ?? "")?.files };
    const after = Object.fromEntries(
      Object.entries({ ...before, ...changed }).filter(
        (entry): entry is [string, string] => entry[1] !== null,
      ),
    );
    const sha = createHash("sha1")
      .update(JSON.stringify([after, onto, commits.size]))
      .digest("hex");
    commits.set(sha, { files: after, parents: onto, message: branch });
    branches.set(branch, sha);
    return sha;
  };
  commit("main", files);
  const filesOf = (at: string) => commits.get(branches.get(at) ?? at)?.files ?? {};

  const world: Omit<World, "hands"> = {
    effects,
    commits,
    branches,
    pulls,
    comments,
    bodies,
    permission: "write",
    permissions: new Map(),
    lastOrder: () => made.get(effects) as Order,
    commit,
    killAfter(count) {
      fatal = count;
    },
  };
  const madeBefore = ({ parent, files: changed }: CommitDraft, tip: string): string => {
    const made = withoutNull({ ...filesOf(parent ?? ""), ...changed });
    const isOurs = commits.get(tip)?.parents[0] === parent;
    if (isOurs && JSON.stringify(filesOf(tip)) === JSON.stringify(made)) return tip;
    throw new PipelineError("host/branch-moved", "moved", { next: "again" });
  };
  const changes: Hands["changes"] = {
    async commit(draft: CommitDraft) {
      const tip = branches.get(draft.branch) ?? null;
      if (tip !== null && tip !== draft.parent) return madeBefore(draft, tip);
      note(`commit ${draft.branch}: ${Object.keys(draft.files).sort().join(", ")}`);
      return commit(draft.branch, draft.files, draft.parent === null ? [] : [draft.parent]);
    },
    async openPullRequest({ branch, title, body, isDraft = false }) {
      const open = [...pulls.values()].find((pull) => pull.head.ref === branch && pull.state === "open");
      if (open !== undefined) return open;
      note(`${isDraft ? "draft " : ""}pull request ${branch}: ${title}`);
      const pull = pullRequest(
        100 + pulls.size,
        { ref: branch, sha: branches.get(branch) ?? "" },
        { title, body, isDraft, base: { ref: "main", sha: branches.get("main") ?? "" } },
      );
      pulls.set(pull.number, pull);
      return pull;
    },
    async pullRequest(number) {
      const found = pulls.get(number);
      if (found === undefined) return null;
      return { ...found, head: { ...found.head, sha: branches.get(found.head.ref) ?? found.head.sha } };
    },
    async updateBody(number, body) {
      note(`body of #${number}`);
      pulls.set(number, { ...(pulls.get(number) as PullRequest), body });
    },
    async closePullRequest(number) {
      note(`close #${number}`);
      pulls.set(number, { ...(pulls.get(number) as PullRequest), state: "closed" });
    },
  };
  const hands: Hands = {
    checks: {
      async publish({ name, headSha, conclusion }) {
        note(`check ${name} on ${commits.has(headSha) ? "the commit" : headSha}: ${conclusion}`);
        return { url: "https://example.com/checks/1" };
      },
    },
    self: "code-bot[bot]",
    repository: {
      name: "octo/infra",
      defaultBranch: async () => "main",
      tip: async (branch) => branches.get(branch) ?? null,
      paths: async (at) => Object.keys(filesOf(at)),
      read: async (at, path) => filesOf(at)[path] ?? null,
      parents: async (sha) => commits.get(sha)?.parents ?? [],
      async changed(from, to) {
        const [before, after] = [filesOf(from), filesOf(to)];
        const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
        return paths.filter((path) => before[path] !== after[path]).sort();
      },
    },
    people: {
      permissionOf: async (login) => world.permissions.get(login) ?? world.permission,
      isInTeam: async (login, team) => login === "tess" && team === "platform",
    },
    conversation: {
      async react(commentId, content) {
        if (bodies.get(commentId) === null) return false;
        note(`${content} on ${commentId}`);
        return true;
      },
      async upsertComment({ marker, body }) {
        const ending = /### (\S+ [^\n]+)/.exec(body)?.[1] ?? /\*\*▶ ([^*]+)\*\*/.exec(body)?.[1] ?? "";
        note(`comment: ${ending}`);
        comments.set(marker, body);
        return { id: 1, url: "" };
      },
      commentBody: async (id) => bodies.get(id) ?? null,
    },
    changes,
    workflows: {
      async replan(number) {
        note(`plan #${number} again`);
        return { url: "https://github.test/run/1" };
      },
      hasEnded: async () => "unknown",
    },
    inbox: openInbox(":memory:"),
    ledger: {
      async record(kind, body) {
        const isSame = (entry: Record<string, unknown>) =>
          entry.kind === kind && entry.comment === body.comment && entry.pullRequest === body.pullRequest;
        if (entries.some(isSame)) return;
        note(`ledger ${kind} ${JSON.stringify(body)}`);
        entries.push({ kind, ...body });
      },
      async consulted(body, content) {
        const isSame = ({ consultation, comment }: Record<string, unknown>) =>
          consultation === body.consultation && comment === body.comment;
        if (entries.some((entry) => entry.kind === "experts/consulted" && isSame(entry))) return;
        note(`ledger experts/consulted ${body.stack} ${body.verdict}`);
        contents.set(body.consultation, content);
        entries.push({ kind: "experts/consulted", ...body, sealed: "attached" });
      },
      async outcome(body) {
        const members = ["consultation", "finding", "by", "outcome"] as const;
        const isSame = (entry: Record<string, unknown>) =>
          entry.kind === FINDING_OUTCOME && members.every((member) => entry[member] === body[member]);
        if (entries.some(isSame)) return;
        note(`ledger experts/outcome ${body.duty} ${body.outcome}`);
        entries.push({ kind: FINDING_OUTCOME, ...body });
      },
      events: async () => entries.map(({ kind, ...body }) => ({ kind: String(kind), body: plainJson(body) })),
      opened: async (consultation) => contents.get(consultation) ?? null,
      async requestersOf(number) {
        return entries
          .filter((entry) => entry.pullRequest === number)
          .map((entry) => String(entry.requester));
      },
    },
    stop: () => false,
    log: { info() {}, warn() {}, error() {} },
  };
  return Object.assign(world, { hands });
}

function withoutNull(files: Readonly<Record<string, string | null>>): Files {
  return Object.fromEntries(
    Object.entries(files).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

export function pullRequest(
  number: number,
  head: { ref: string; sha: string },
  members: Partial<PullRequest> = {},
): PullRequest {
  return {
    number,
    url: `https://github.test/pull/${number}`,
    title: "Add a bucket",
    body: "",
    author: "code-bot[bot]",
    state: "open",
    merged: false,
    isDraft: false,
    head: { ...head, repository: "octo/infra" },
    base: { ref: "main", sha: "" },
    mergeCommit: null,
    commits: 1,
    ...members,
  };
}

let last = 9000;
const made = new WeakMap<readonly string[], Order>();

/** An order for a comment that stands as it was delivered. */
export function orderFor(world: World, body: string, members: Partial<Order> = {}): Order {
  last += 1;
  world.bodies.set(last, body);
  const order = {
    key: `key-${last}`,
    delivery: `delivery-${last}`,
    installation: 1,
    repository: { id: 5, name: "octo/infra" },
    issue: { number: 7, isPullRequest: false },
    comment: { id: last, body },
    author: "ana",
    isUrgent: false,
    ...members,
  };
  made.set(world.effects, order);
  return order;
}
