import type { Hub } from "./hub.ts";
import type { Identity } from "./identity.ts";

interface Ruleset {
  readonly name: string;
  readonly branches: RegExp;
  /** The slug of the App whose bypass is the only way in. */
  readonly only: string;
}

export const APP_SLUG = "code-engine";
export const DEPLOYER_SLUG = "code-deployer";

/** The rulesets of an infrastructure repository: branches with one writer each. */
export const RULESETS: readonly Ruleset[] = [
  {
    name: "code-deployer",
    branches: /^code\/(state|lock|recovery|follow-up)\/|^code\/ledger\/deploy$/,
    only: DEPLOYER_SLUG,
  },
  { name: "code-app", branches: /^code\/(change-|rollback-)|^code\/ledger\/app$/, only: APP_SLUG },
];

export interface RefChange {
  readonly ref: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Why this change of a reference is against the rules, null when it is not. */
export function refusal(hub: Hub, by: Identity, change: RefChange): string | null {
  const branch = change.ref.replace(/^refs\/heads\//, "");
  if (change.ref.startsWith("refs/pull/")) return "refs/pull/ is read-only";
  if (branch === hub.defaultBranch) return "Changes must be made through a pull request.";
  const ruleset = RULESETS.find((one) => one.branches.test(branch));
  if (ruleset === undefined) return null;
  if (by.kind !== "installation" || by.app.slug !== ruleset.only) {
    return `Ruleset ${ruleset.name}: only ${ruleset.only} may write ${branch}.`;
  }
  // What a push brings is not here yet: its hook asks again.
  const isKnown = change.from !== null && change.to !== null && hub.git.resolve(change.to) !== null;
  const isForced = isKnown && !hub.git.isAncestor(change.from, change.to);
  return isForced && !/^code\/lock\//.test(branch) ? `Ruleset ${ruleset.name}: no force push.` : null;
}
