import { z } from "zod";

const About = {
  stack: z.string(),
  /** The commit of the default branch that was to be applied. */
  commit: z.string(),
  pullRequest: z.int().nullable(),
};

/** What the deploy ledger says about an apply; fields that later versions add are kept. */
export const DeployEvent = z.looseObject({
  ...About,
  /** Fingerprint of what was applied, or would have been. */
  fingerprint: z.string().nullable().default(null),
  /** The newest state commit afterwards: a state that does not descend from it was put back. */
  state: z.string().nullable().default(null),
  /** Why not, where it was refused or failed. */
  code: z.string().nullable().default(null),
  /** Nothing is decided yet: the same commit is tried again. */
  retry: z.boolean().default(false),
  approvedBy: z.array(z.string()).default([]),
  requesters: z.array(z.string()).default([]),
});
export type DeployEvent = z.infer<typeof DeployEvent>;

/** `apply/follow-up`: a pull request that carries a plan for review again, and whose request it still is. */
export const FollowUpEvent = z.looseObject({
  stack: z.string(),
  pullRequest: z.int(),
  requesters: z.array(z.string()),
  /** The pull request whose change it carries on, null after a direct push. */
  of: z.int().nullable(),
});

/** `intake/proposed` and `rollback/proposed` of the App's ledger, as far as they say who asked. */
export const ProposedEvent = z.looseObject({
  pullRequest: z.int(),
  requester: z.string(),
  /** Logins whose request a rollback undoes. */
  inherits: z.array(z.string()).default([]),
});
