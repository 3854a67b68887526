interface Place {
  /** `owner/name`. */
  readonly repository: string;
  readonly account: string;
  readonly environment: string;
}

/** Branches that one identity alone may write; both refuse force pushes. */
const WRITERS = [
  {
    name: "code-app",
    branches: ["code/change-*", "code/rollback-*", "code/ledger/app"],
    bypass: "the GitHub App",
  },
  {
    name: "code-deployer",
    branches: [
      "code/state/**",
      "code/lock/**",
      "code/recovery/**",
      "code/follow-up/**",
      "code/ledger/deploy",
    ],
    bypass: "the deploy key (DeployKey)",
  },
] as const;

/** What cannot lie in a file: rulesets, environments, secrets, and the cloud roles with the least that they need. */
export function initAdvice(place: Place): Record<string, unknown> {
  return {
    rulesets: WRITERS.map(({ name, branches, bypass }) => ({
      name,
      target: "branch",
      enforcement: "active",
      conditions: { ref_name: { include: branches.map((branch) => `refs/heads/${branch}`), exclude: [] } },
      rules: ["creation", "update", "deletion", "non_fast_forward"].map((type) => ({ type })),
      bypass_actors: bypass,
    })),
    environments: ["code-plan", place.environment].map((name) => ({
      name,
      deployment_branches: "the default branch only: an unprotected environment is refused",
      secrets:
        name === "code-plan" ? ["CODE_STATE_KEY"] : ["CODE_STATE_KEY", "CODE_SIGNING_KEY", "CODE_PUSH_KEY"],
    })),
    variables: { CODE_ENABLED: "true" },
    roles: [
      role(place, {
        name: "code-plan",
        environment: "code-plan",
        policy: "arn:aws:iam::aws:policy/ReadOnlyAccess",
      }),
      role(place, {
        name: `code-apply-${place.environment}`,
        environment: place.environment,
        policy: "what your stacks manage, and nothing else",
      }),
    ],
  };
}

/** Trust is bound to the repository and the GitHub environment together: a branch alone proves nothing. */
function role(
  { repository, account }: Place,
  { name, environment, policy }: { name: string; environment: string; policy: string },
) {
  const issuer = "token.actions.githubusercontent.com";
  return {
    name,
    policy,
    trust: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              [`${issuer}:aud`]: "sts.amazonaws.com",
              [`${issuer}:sub`]: `repo:${repository}:environment:${environment}`,
            },
          },
        },
      ],
    },
  };
}
