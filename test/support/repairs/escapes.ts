import type { Contract } from "#shared/core/contract.ts";
import type { RepairRow } from "./repairs.ts";

const create = (address: string, given: object, more: object = {}) => {
  const [type = "", name = ""] = address.split(".");
  return { kind: "create", type, name, arguments: given, ...more };
};
const fn = (name: string, ...args: unknown[]) => ({ $fn: { name, args } });
const ref = (to: string) => ({ $ref: to });

const NOTHING: Contract = { version: 1, id: "asked", promises: [], guards: [], withdraws: [] };
const wants = (...types: string[]): Contract => ({
  ...NOTHING,
  promises: types.map((type) => ({ kind: "exists", id: `there-${type}`, subject: { type } })),
});

const VPC = create("aws_vpc.main", { cidr_block: "10.0.0.0/16", tags: { Owner: "platform" } });
const GROUP = create("aws_security_group.web", {
  ...{ name: "web", description: "Web", vpc_id: ref("aws_vpc.main.id") },
});
const ssh = (cidr: unknown) =>
  create("aws_vpc_security_group_ingress_rule.ssh", {
    ...{ security_group_id: ref("aws_security_group.web.id"), ip_protocol: "tcp", description: "SSH" },
    ...{ from_port: 22, to_port: 22, cidr_ipv4: cidr },
  });
const WORLD = "0.0.0.0/0";
const logs = (name: string, called: string) =>
  create(`aws_cloudwatch_log_group.${name}`, {
    ...{ name: called, retention_in_days: 365 },
    kms_key_id: "arn:aws:kms:eu-west-1:123456789012:key/main",
  });
/** Of each kind that a repair brings there is one that was asked for: that it is of no kind anybody wants is not what stops it. */
const STANDING = [VPC, GROUP, logs("web", "web")];
const OWN = ref("aws_vpc.main.cidr_block");
const WAY_IN_TYPES = [
  ...["aws_vpc", "aws_security_group", "aws_cloudwatch_log_group", "aws_vpc_security_group_ingress_rule"],
];
const WAY_IN = wants(...WAY_IN_TYPES);
const openTo = (title: string, rule: string | null, cidr: unknown, ...more: object[]): RepairRow => ({
  ...{ title: `a way in ${title}`, rule, contract: WAY_IN },
  ...{ before: [...STANDING, ssh(WORLD)], after: [...STANDING, ssh(cidr), ...more] },
  problem: {
    ...{ rule: "network/no_world_ingress", severity: "high", status: "fail", message: "No.", controls: [] },
    ...{ resource: "aws_vpc_security_group_ingress_rule.ssh", path: "cidr_ipv4" },
  },
});

const statements = (...actions: string[]) => ({
  $policy: { statements: [{ effect: "Allow", actions, resources: ["*"] }] },
});
const FEW = {
  $policy: {
    statements: [{ effect: "Allow", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::invoices/*"] }],
  },
};
const rights = (policy: object) => create("aws_iam_role_policy.app", { name: "app", role: "app", policy });
const attached = (role: string, arn: string, name = "more") =>
  create(`aws_iam_role_policy_attachment.${name}`, { role, policy_arn: `arn:aws:iam::aws:policy/${arn}` });
const READS_LOGS = attached("app", "CloudWatchReadOnlyAccess", "logs");
const granted = (title: string, rule: string | null, ...more: object[]): RepairRow =>
  grantedOf(title, rule, { before: statements("*"), after: FEW, more });
const grantedOf = (
  title: string,
  rule: string | null,
  { before, after, more = [] }: { before: object; after: object; more?: readonly object[] },
): RepairRow => ({
  ...{
    title: `rights of a role ${title}`,
    rule,
    contract: wants("aws_iam_role_policy", "aws_iam_role_policy_attachment"),
  },
  ...{ before: [rights(before), READS_LOGS], after: [rights(after), READS_LOGS, ...more] },
  problem: {
    ...{ rule: "iam/no_admin_policy", severity: "high", status: "fail", message: "No.", controls: [] },
    ...{ resource: "aws_iam_role_policy.app", path: "policy" },
  },
});

const DATABASE = {
  ...{ identifier: "app", engine: "postgres", instance_class: "db.t4g.micro", allocated_storage: 20 },
  ...{ username: "app", manage_master_user_password: true, backup_retention_period: 7, multi_az: true },
  ...{ deletion_protection: true, skip_final_snapshot: false, final_snapshot_identifier: "app-last" },
  ...{ monitoring_interval: 60, auto_minor_version_upgrade: true },
};
const database = (more: object) => create("aws_db_instance.app", { ...DATABASE, ...more });
const encrypted = (title: string, rule: string | null, more: object): RepairRow => ({
  ...{ title: `a database ${title}`, rule, contract: wants("aws_db_instance") },
  ...{ before: [database({ storage_encrypted: false })], after: [database(more)] },
  problem: {
    ...{ rule: "rds/encrypted", severity: "high", status: "fail", message: "No.", controls: [] },
    ...{ resource: "aws_db_instance.app", path: "storage_encrypted" },
  },
});

const bucket = (name: string) => create(`aws_s3_bucket.${name}`, { bucket: `acme-${name}` });
const of = (name: string) => ref(`aws_s3_bucket.${name}.id`);
const ON = { block_public_acls: true, block_public_policy: true, ignore_public_acls: true };
const closed = (name: string, target: unknown) =>
  create(`aws_s3_bucket_public_access_block.${name}`, {
    ...ON,
    restrict_public_buckets: true,
    bucket: target,
  });
const BUCKETS = [bucket("invoices"), bucket("letters")];
const BUCKET_TYPES = ["aws_s3_bucket", "aws_s3_bucket_public_access_block"];
/** A way in that is mended, beside two buckets and what guards them. */
const guarded = (
  title: string,
  rule: string | null,
  ...[before, after]: readonly [object[], object[]]
): RepairRow => {
  const mended = openTo("", rule, OWN);
  return {
    ...{ ...mended, title: `a bucket's guard ${title}` },
    contract: wants(...WAY_IN_TYPES, ...BUCKET_TYPES),
    before: [...mended.before, ...BUCKETS, ...before],
    after: [...mended.after, ...BUCKETS, ...after],
  };
};
const CLOSED = closed("invoices", of("invoices"));

/** Repairs that are written so that what is wrong cannot be seen where it was, each beside an honest one that looks much the same. */
export const ESCAPES: readonly RepairRow[] = [
  openTo("is the first of two that are not empty", "hidden", fn("coalesce", WORLD, OWN)),
  openTo("is an element beside what decides nothing", "hidden", fn("element", [WORLD, OWN], 0)),
  openTo("is put together around nothing", "hidden", {
    $template: ["0.0.0.", fn("substr", ref("aws_vpc.main.id"), 0, 0), "0/0"],
  }),
  openTo("is a variable beside what decides nothing", "hidden", fn("coalesce", ref("var.v"), OWN), {
    ...{ kind: "variable", name: "v", type: "string", default: WORLD },
  }),
  openTo("is the name of something new", "hidden", ref("aws_cloudwatch_log_group.v.id"), logs("v", WORLD)),
  openTo("is a text that a function leaves as it is", "undecided", fn("format", "%s", "0.0.0.0/1")),
  openTo("is a part of the network", null, fn("cidrsubnet", OWN, 8, 0)),
  openTo("is the network", null, OWN),
  granted("come by a policy of the cloud's own", "as-wide", attached("app", "AdministratorAccess")),
  granted("come by one that is nearly all", "as-wide", attached("app", "PowerUserAccess")),
  granted("are few, and it may read besides", null, attached("app", "AmazonS3ReadOnlyAccess")),
  grantedOf("of one service are said verb by verb", "as-wide", {
    ...{ before: statements("s3:*"), after: statements("s3:Get*", "s3:List*", "s3:Put*", "s3:Delete*") },
  }),
  grantedOf("of one service come by a policy of the cloud's own", "as-wide", {
    ...{ before: statements("s3:*"), after: FEW, more: [attached("app", "AmazonS3FullAccess")] },
  }),
  grantedOf("of the logs come by a policy that is called otherwise", "as-wide", {
    ...{ before: statements("logs:*"), after: FEW, more: [attached("app", "CloudWatchLogsFullAccess")] },
  }),
  grantedOf("of the secrets come by one that reads and writes them all", "as-wide", {
    ...{
      before: statements("secretsmanager:*"),
      after: FEW,
      more: [attached("app", "SecretsManagerReadWrite")],
    },
  }),
  guarded("stands before another one", "companion-dropped", [CLOSED], [closed("invoices", of("letters"))]),
  guarded("stands before one of another stack", "companion-dropped", [CLOSED], [closed("invoices", "else")]),
  guarded(
    "changes places with another",
    null,
    [CLOSED, closed("letters", of("letters"))],
    [closed("invoices", of("letters")), closed("letters", of("invoices"))],
  ),
  encrypted("is watched no more", "weakened", { storage_encrypted: true, monitoring_interval: 0 }),
  encrypted("is kept up no more", "weakened", {
    ...{ storage_encrypted: true, auto_minor_version_upgrade: false },
  }),
  encrypted("is encrypted", null, { storage_encrypted: true }),
];

/** A finding of its own, which the policies hold against the other role; what was repaired is repaired. */
export const OF_ANOTHER: RepairRow = granted(
  "are few, and another has them",
  null,
  attached("operator", "AdministratorAccess"),
);
