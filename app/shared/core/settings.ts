import { z } from "zod";
import { CLOUDS, Cloud } from "./clouds.ts";
import { ModelName } from "./model.ts";
import { stackName } from "./name.ts";
import { Duty } from "./review.ts";

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

/** The models of one seat, the first that can be reached; none: the analyser alone, where the seat has one. */
const Chair = z.strictObject({ models: z.array(ModelName).max(4).default([]) }).prefault({});

const seconds = (most: number) => z.int().min(1).max(most).default(most);

/** The circle of experts: who sits where, who must be heard, and how long is waited. */
export const Seats = z.strictObject({
  /** The server's own choice where it names no model. */
  author: Chair,
  security: Chair,
  reliability: Chair,
  cost: Chair,
  fidelity: Chair,
  required: z.array(Duty).default(["security", "fidelity"]),
  /** How many seats must be heard; three, or all where there are fewer, unless said. */
  quorum: z.int().min(1).max(4).optional(),
  /** Seconds for one call, for a seat with all who stand in for one another, for the whole circle. */
  deadlines: z.strictObject({ call: seconds(60), seat: seconds(120), circle: seconds(240) }).prefault({}),
});

const Dollars = z.number().min(0).max(1_000_000);

/** What models may cost, and what a change may add to the bill, in US dollars. */
const Budgets = z.strictObject({
  /** Of one request: its author, its seats and its repairs. */
  request: Dollars.default(5),
  /** Of this repository in one day (UTC). */
  day: Dollars.default(50),
  /** What a change may add in a month before the seat of cost stops it; no limit unless said. */
  monthly_delta: Dollars.optional(),
});

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
  seats: Seats.prefault({}),
  budgets: Budgets.prefault({}),
  /** Findings of at least this severity block; those below are shown. */
  thresholds: z
    .strictObject({ block: z.enum(["low", "medium", "high", "critical"]).default("high") })
    .prefault({}),
  /** Who may have written which ledger. */
  keys: z.strictObject({ app: z.array(PublicKey).min(1), deployer: z.array(PublicKey).min(1) }),
});
export type Settings = z.infer<typeof Settings>;
