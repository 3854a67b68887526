import { z } from "zod";

const Listed = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const Named = z
  .union([Listed, z.record(z.string(), Listed).transform((names) => Object.values(names).flat())])
  .optional();
const Statement = z.object({
  Effect: z.string().default("Allow"),
  Action: Listed.optional(),
  NotAction: Listed.optional(),
  Resource: Listed.optional(),
  NotResource: Listed.optional(),
  Principal: Named,
  NotPrincipal: z.unknown().optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
type Statement = z.infer<typeof Statement>;
const Policy = z.object({
  Statement: z.union([Statement.transform((one) => [one]), z.array(Statement)]),
});

/** Policies of AWS's own that allow nearly everything. */
const MANAGED: Readonly<Record<string, Pick<Statement, "Action" | "NotAction">>> = {
  "arn:aws:iam::aws:policy/AdministratorAccess": { Action: ["*"] },
  "arn:aws:iam::aws:policy/PowerUserAccess": { NotAction: ["iam:*", "organizations:*", "account:*"] },
  "arn:aws:iam::aws:policy/IAMFullAccess": { Action: ["iam:*"] },
  "arn:aws:iam::aws:policy/SecretsManagerReadWrite": { Action: ["secretsmanager:*"] },
};

/** Services that they allow everything in, by how they are called: `AmazonS3FullAccess`, `AWSLambda_FullAccess`. */
const FULL = /^arn:aws:iam::aws:policy\/(?:[\w-]+\/)*(?:Amazon|AWS)?(\w+?)_?FullAccess(?:V\d+|_v\d+)?$/i;
const CALLED: Readonly<Record<string, string>> = { cloudwatchlogs: "logs" };

function managedBy(text: string): Pick<Statement, "Action" | "NotAction"> | undefined {
  const service = FULL.exec(text)?.[1]?.toLowerCase();
  return (
    MANAGED[text] ?? (service === undefined ? undefined : { Action: [`${CALLED[service] ?? service}:*`] })
  );
}

/** The statements of a permission document in IAM's words, none where the text is no such document. */
function statementsOf(text: string): readonly Statement[] {
  const managed = managedBy(text);
  if (managed !== undefined) return [{ Effect: "Allow", Resource: ["*"], Condition: {}, ...managed }];
  if (!text.includes('"Statement"')) return [];
  try {
    return Policy.safeParse(JSON.parse(text)).data?.Statement ?? [];
  } catch {
    return [];
  }
}

const SERVICES = "s3 iam ec2 kms sts lambda dynamodb sqs sns rds logs ecs eks secretsmanager ssm".split(" ");
const VERBS = "Get List Describe Put Create Update Delete Attach Pass Run Send Tag".split(" ");
/** Services whose names have no region, or no account either. */
const PLACES: Readonly<Record<string, string>> = { s3: ":", iam: ":123456789012", sts: ":123456789012" };
/** Names that nobody has: only a pattern reaches them. */
const PROBES = SERVICES.flatMap((service) =>
  VERBS.map((verb) => ({
    action: `${service}:${verb}Anything`,
    resource: `arn:aws:${service}:${PLACES[service] ?? "eu-west-1:123456789012"}:anything/at-all`,
  })),
);

const READS = /:(Get|List|Describe)/;
const WRITES = /:(Put|Create|Update)/;
const REMOVES = /:Delete/;

export interface Grants {
  /** Actions on anything, by pattern: of all that there are, so many are allowed. */
  readonly actions: ReadonlySet<string>;
  /** Services in which it may read, write and delete anything. */
  readonly services: ReadonlySet<string>;
  /** Anybody may use it, under no condition that says who or from where. */
  readonly toEverybody: boolean;
  /** Statements that forbid. */
  readonly denials: number;
}

/** What permission documents allow together; a wildcard that is split, or turned round, allows as much as before. */
export function grantsOf(texts: readonly string[]): Grants {
  const statements = texts.flatMap(statementsOf);
  const allowed = statements.filter(({ Effect, Condition }) => Effect === "Allow" && !isNarrowed(Condition));
  const denied = statements.filter(({ Effect }) => Effect === "Deny");
  const reached = PROBES.filter(
    (probe) => allowed.some((one) => reaches(one, probe)) && !denied.some((one) => reaches(one, probe)),
  );
  const actions = reached.map(({ action }) => action);
  return {
    actions: new Set(actions),
    services: new Set(
      SERVICES.filter((service) => isWhole(actions.filter((one) => one.startsWith(`${service}:`)))),
    ),
    toEverybody: allowed.some(isForEverybody),
    denials: denied.length,
  };
}

function isWhole(actions: readonly string[]): boolean {
  return [READS, WRITES, REMOVES].every((kind) => actions.some((action) => kind.test(action)));
}

function isForEverybody({ Principal, NotPrincipal }: Statement): boolean {
  return NotPrincipal !== undefined || (Principal ?? []).some((who) => /^(arn:aws:iam::)?\*/.test(who));
}

function reaches(statement: Statement, { action, resource }: (typeof PROBES)[number]): boolean {
  const { Action, NotAction, Resource, NotResource } = statement;
  const acts =
    Action === undefined ? NotAction !== undefined && !isAny(NotAction, action) : isAny(Action, action);
  if (Resource !== undefined) return acts && isAny(Resource, resource);
  return acts && NotResource !== undefined && !isAny(NotResource, resource);
}

function isAny(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => isLike(pattern, text));
}

function isLike(pattern: string, text: string): boolean {
  const source = pattern
    .split("")
    .map((one) => (one === "*" ? ".*" : one === "?" ? "." : one.replace(/[.+^${}()|[\]\\]/g, "\\$&")))
    .join("");
  return new RegExp(`^${source}$`, "i").test(text);
}

/** Keys that say how and when, and neither who nor from where. */
const NO_BOUND = /^aws:(securetransport|currenttime|epochtime|useragent|referer|tokenissuetime)$/i;

function isNarrowed(condition: Statement["Condition"]): boolean {
  return Object.entries(condition).some(([test, keys]) =>
    Object.entries(keys).some(([key, values]) => !NO_BOUND.test(key) && isBound(test, values)),
  );
}

/** Something that is not nearly everything. */
function isBound(test: string, values: unknown): boolean {
  const given = Array.isArray(values) ? values : [values];
  if (/^null|not/i.test(test)) return false;
  return !given.some((one) => /^(\*+|\?\*|0\.0\.0\.0\/0|::\/0)$/.test(String(one)));
}
