import { PipelineError } from "#shared/core/error.ts";
import { Permission, type PullRequest, type Review } from "#shared/core/host.ts";
import type { Environment } from "#shared/core/settings.ts";

export interface Approvable {
  readonly pullRequest: PullRequest;
  readonly requesters: readonly string[];
  readonly reviews: readonly Review[];
  /** What each reviewer may do in the repository now. */
  readonly permissions: Readonly<Record<string, Permission>>;
  readonly environment: Environment;
}

/**
 * Who approved, when it is enough: `approvals` people with write permission who did not ask for the change, on the very head that was
 * merged, and nobody with write permission asks for changes. Otherwise `apply/not-approved`.
 */
export function approvalsOf({ pullRequest, requesters, reviews, permissions, environment }: Approvable) {
  const ofWriters = reviews.filter(({ author }) => mayWrite(permissions[author] ?? "none"));
  const objectors = ofWriters.filter(({ state }) => state === "changes_requested");
  if (objectors.length > 0) {
    const names = objectors.map(({ author }) => author).join(", ");
    throw notApproved(`${names} asked for changes`, pullRequest);
  }
  const approvers = ofWriters
    .filter(({ state, commit }) => state === "approved" && commit === pullRequest.head.sha)
    .map(({ author }) => author)
    .filter((author) => environment.requester_may_approve || !isOneOf(author, requesters));
  if (approvers.length >= environment.approvals) return approvers;
  const wanted = `${environment.approvals} approval${environment.approvals === 1 ? "" : "s"}`;
  throw notApproved(
    `it needs ${wanted} on ${pullRequest.head.sha.slice(0, 7)} by somebody who did not ask for it, and has ${approvers.length}`,
    pullRequest,
  );
}

/** GitHub's logins do not tell upper from lower case. */
function isOneOf(login: string, logins: readonly string[]): boolean {
  return logins.some((other) => other.toLowerCase() === login.toLowerCase());
}

function mayWrite(permission: Permission): boolean {
  return Permission.indexOf(permission) >= Permission.indexOf("write");
}

function notApproved(reason: string, { number }: PullRequest): PipelineError {
  return new PipelineError("apply/not-approved", `Pull request #${number} is not approved: ${reason}.`, {
    next: "Nothing was applied. Approve and merge the follow-up pull request.",
  });
}
