/** The ports to GitHub, one small interface a duty. Every method is for one repository, chosen when the hand is built. */

export const Permission = ["none", "read", "triage", "write", "maintain", "admin"] as const;
export type Permission = (typeof Permission)[number];

/** Reads trees and files at a commit or branch through the API. */
export interface Repository {
  /** `owner/name`. */
  readonly name: string;
  defaultBranch(): Promise<string>;
  /** The commit a branch points to, null where there is none. */
  tip(branch: string): Promise<string | null>;
  /** Paths of all files at a commit. */
  paths(commit: string): Promise<readonly string[]>;
  /** The file's text, null where there is none. */
  read(commit: string, path: string): Promise<string | null>;
  /** Paths whose bytes or existence differ between two commits. */
  changed(from: string, to: string): Promise<readonly string[]>;
  /** Parents of a commit, the first one first. */
  parents(commit: string): Promise<readonly string[]>;
}

export interface People {
  permissionOf(login: string): Promise<Permission>;
  isInTeam(login: string, team: string): Promise<boolean>;
}

/** Comments and reactions on issues and pull requests (one number space). */
export interface Conversation {
  /** Reacts once; a repeated call changes nothing. Says whether it could: a reaction is never worth a failure. */
  react(commentId: number, content: "eyes" | "rocket" | "confused"): Promise<boolean>;
  /** Creates the comment that carries this hidden marker, or replaces its text; returns its address. */
  upsertComment(comment: {
    number: number;
    marker: string;
    body: string;
  }): Promise<{ id: number; url: string }>;
  /** What a comment says now, null where it was deleted. */
  commentBody(commentId: number): Promise<string | null>;
}

export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly state: "open" | "closed";
  readonly merged: boolean;
  /** Merged by nobody until a person marks it ready. */
  readonly isDraft: boolean;
  readonly head: { readonly ref: string; readonly sha: string; readonly repository: string | null };
  readonly base: { readonly ref: string; readonly sha: string };
  readonly mergeCommit: string | null;
  /** How many commits it holds. */
  readonly commits: number;
}

/** Files to write (null deletes) on top of `parent`; null starts a branch with a history of its own. */
export interface CommitDraft {
  readonly branch: string;
  readonly parent: string | null;
  readonly message: string;
  readonly files: Readonly<Record<string, string | null>>;
}

/** Makes commits and pull requests; every creation is looked up first, so that a repetition makes nothing twice. */
export interface ChangeWriter {
  /** Creates the branch at, or fast-forwards it to, a new commit on `parent`; refuses (`host/branch-moved`) when the branch moved. Never forces. */
  commit(draft: CommitDraft): Promise<string>;
  /** Opens the pull request of this branch, or returns the one that is open. */
  openPullRequest(draft: {
    readonly branch: string;
    readonly base: string;
    readonly title: string;
    readonly body: string;
    /** Not ready to be merged: a person has to say so first. */
    readonly isDraft?: boolean;
  }): Promise<PullRequest>;
  pullRequest(number: number): Promise<PullRequest | null>;
  updateBody(number: number, body: string): Promise<void>;
  /** Closes it without merging; its branch stays. */
  closePullRequest(number: number): Promise<void>;
}

export interface Workflows {
  /** Runs the plan workflow of this pull request's head again. */
  replan(pullRequest: number): Promise<{ url: string }>;
  /** Whether this attempt of a run has ended; `unknown` is never taken for yes. */
  hasEnded(runId: number, attempt: number): Promise<boolean | "unknown">;
}

export interface CheckDraft {
  /** Such as `code/plan invoices`. */
  readonly name: string;
  readonly headSha: string;
  readonly conclusion: "success" | "failure" | "neutral" | "action_required";
  readonly title: string;
  /** Markdown, at most 65,535 characters each. */
  readonly summary: string;
  readonly text: string;
}

export interface Check extends CheckDraft {
  readonly id: number;
  readonly url: string;
  /** The App that wrote it: `github-actions` for the plan job. */
  readonly app: string;
}

export interface Checks {
  publish(draft: CheckDraft): Promise<{ url: string }>;
  /** Newest first. */
  list(headSha: string): Promise<readonly Check[]>;
}

export interface Review {
  readonly author: string;
  readonly state: "approved" | "changes_requested" | "dismissed" | "commented";
  /** The commit that was reviewed. */
  readonly commit: string;
}

export interface Merges {
  /** The merged pull request that brought this commit to the default branch (merge, squash, rebase and queue alike), null for a direct push. */
  pullRequestOf(commit: string): Promise<PullRequest | null>;
  /** The last review of each person that is not a comment. */
  reviews(pullRequest: number): Promise<readonly Review[]>;
}

export interface Environments {
  /** Whether the GitHub environment exists and may only be used from the default branch. */
  isRestrictedToDefaultBranch(environment: string): Promise<boolean>;
}

/** Starts the shipped workflow on the default branch; unlike other events, this works with the job's own token. */
export interface Dispatches {
  dispatch(inputs: Readonly<Record<string, string>>): Promise<void>;
}
