/** What the stand-in remembers beside the git repository. Plain nouns; every time is ISO 8601. */

export type Role = "read" | "triage" | "write" | "maintain" | "admin";
export type Level = "read" | "write";
/** `contents`, `pull_requests`, … as an App or a workflow names them. */
export type Permissions = Readonly<Record<string, Level>>;

export interface User {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Bot";
  /** Null: not a collaborator. */
  role: Role | null;
  readonly teams: string[];
}

export interface RegisteredApp {
  readonly id: number;
  readonly slug: string;
  readonly installationId: number;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly publicKey: string;
  /** Where deliveries go; null for an App without a hook. */
  webhook: { readonly url: string; readonly secret: string } | null;
}

export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly author: string;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  /** The App it was written through. */
  readonly app: string | null;
}

export interface Reaction {
  readonly id: number;
  readonly comment: number;
  readonly user: string;
  readonly content: string;
  readonly createdAt: string;
}

export interface Issue {
  readonly id: number;
  readonly number: number;
  title: string;
  body: string;
  readonly author: string;
  state: "open" | "closed";
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  labels?: readonly string[];
  milestone?: string;
  readonly pull: Pull | null;
}

export interface Pull {
  readonly headRef: string;
  /** Stays where it was when the branch goes. */
  headSha: string;
  readonly baseRef: string;
  baseSha: string;
  /** `owner/name`; another repository's for a fork, null for a deleted one. */
  readonly headRepository: string | null;
  draft: boolean;
  mergeCommit: string | null;
  mergedAt: string | null;
  mergedBy: string | null;
  /** Commits on the base branch that the merge made or brought. */
  landed: readonly string[];
}

export interface Review {
  readonly id: number;
  readonly pull: number;
  readonly author: string;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED";
  readonly body: string;
  readonly commit: string;
  readonly submittedAt: string;
}

export interface CheckRun {
  readonly id: number;
  readonly app: string;
  name: string;
  readonly headSha: string;
  status: string;
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  externalId: string;
  detailsUrl: string;
  startedAt: string;
  completedAt: string | null;
}

export interface CommitStatus {
  readonly id: number;
  readonly sha: string;
  readonly state: string;
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: string;
  readonly createdAt: string;
}

export interface Step {
  readonly name: string;
  readonly number: number;
  conclusion: string | null;
}

export interface Job {
  readonly id: number;
  readonly name: string;
  readonly attempt: number;
  status: "queued" | "in_progress" | "completed";
  conclusion: string | null;
  startedAt: string;
  completedAt: string | null;
  readonly steps: Step[];
  log: string;
  summary: string;
  environment: string | null;
}

export interface Run {
  readonly id: number;
  readonly workflow: string;
  readonly name: string;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string;
  readonly actor: string;
  readonly pull: number | null;
  readonly payload: Readonly<Record<string, unknown>>;
  attempt: number;
  status: "queued" | "in_progress" | "completed";
  conclusion: string | null;
  readonly createdAt: string;
  updatedAt: string;
  readonly jobs: Job[];
}

export interface DeploymentEnvironment {
  readonly id: number;
  readonly name: string;
  /** Null: any branch may use it, as in one that a workflow made by naming it. */
  policy: "protected" | "custom" | null;
  /** Patterns of a custom policy. */
  branches: string[];
  readonly secrets: Record<string, string>;
}

export interface Delivery {
  readonly id: number;
  readonly guid: string;
  readonly app: string;
  readonly event: string;
  readonly action: string | null;
  readonly redelivery: boolean;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly deliveredAt: string;
  status: string;
  statusCode: number;
}

export function newStore() {
  let last = 1000;
  return {
    nextId: () => {
      last += 1;
      return last;
    },
    users: new Map<string, User>(),
    apps: [] as RegisteredApp[],
    issues: [] as Issue[],
    comments: [] as Comment[],
    reactions: [] as Reaction[],
    reviews: [] as Review[],
    checkRuns: [] as CheckRun[],
    statuses: [] as CommitStatus[],
    runs: [] as Run[],
    environments: [] as DeploymentEnvironment[],
    deliveries: [] as Delivery[],
  };
}
export type Store = ReturnType<typeof newStore>;

export function now(): string {
  return new Date().toISOString();
}
