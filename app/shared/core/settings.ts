import { z } from "zod";
import { CLOUDS, Cloud } from "./clouds.ts";
import { stackName } from "./name.ts";

const Name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "lower-case letters, digits and dashes, at most 64");

/** A stack's name is part of branches, paths and map keys, so that some words are reserved. */
const StackName = Name.refine((name) => isAccepted(name), "a name that no file system or map reserves");

function isAccepted(name: string): boolean {
  try {
    return stackName(name) === name;
  } catch {
    return false;
  }
}

const Fields = z.strictObject({
  cloud: Cloud.default("aws"),
  /** What every plan and apply must find itself in: account, subscription, project or cluster. */
  account: z.string(),
  /** Empty for a cluster, which has none. */
  region: z.string().default(""),
  /** Roles assumed through OIDC; absent where credentials come from the runner's environment. */
  plan_role: z.string().optional(),
  apply_role: z.string().optional(),
  /** GitHub environments of the jobs; both must be restricted to the default branch. */
  plan_environment: z.string().default("code-plan"),
  apply_environment: z.string(),
  approvals: z.int().min(0).default(1),
  /** For a repository of one person; the report says so. */
  requester_may_approve: z.boolean().default(false),
});

/** An environment whose account has the form of its cloud, with a region wherever the cloud has regions. */
export const Environment = Fields.superRefine(({ cloud, account, region }, context) => {
  const { form, said } = CLOUDS[cloud].account;
  if (!form.test(account)) context.addIssue({ code: "custom", path: ["account"], message: said });
  if (region === "" && cloud !== "kubernetes")
    context.addIssue({ code: "custom", path: ["region"], message: "a region of the cloud" });
});
export type Environment = z.infer<typeof Environment>;

export const Stack = z.strictObject({
  kind: z.enum(["cdktf", "terraform"]).default("cdktf"),
  /** Folder of the stack; `stacks/<name>` where absent. */
  path: z.string().optional(),
  environment: Name,
  backend: z.enum(["git", "external"]).default("git"),
  /** Further path prefixes whose change affects this stack. */
  watches: z.array(z.string()).default([]),
  depends_on: z.array(StackName).default([]),
});
export type Stack = z.infer<typeof Stack>;

const PublicKey = z.string().includes("BEGIN PUBLIC KEY", { error: "a PEM public key" });

/** `.github/code.yml`, always read from the default branch. */
export const Settings = z.strictObject({
  version: z.literal(1),
  environments: z.record(Name, Environment),
  stacks: z.record(StackName, Stack),
  requesters: z
    .strictObject({
      permission: z.enum(["read", "triage", "write", "maintain", "admin"]).default("write"),
      teams: z.array(z.string()).default([]),
    })
    .prefault({}),
  seats: z
    .strictObject({
      required: z
        .array(z.enum(["security", "fidelity", "reliability", "cost"]))
        .default(["security", "fidelity"]),
    })
    .prefault({}),
  /** Findings of at least this severity block; those below are shown. */
  thresholds: z
    .strictObject({ block: z.enum(["low", "medium", "high", "critical"]).default("high") })
    .prefault({}),
  /** Who may have written which ledger. */
  keys: z.strictObject({ app: z.array(PublicKey).min(1), deployer: z.array(PublicKey).min(1) }),
});
export type Settings = z.infer<typeof Settings>;
