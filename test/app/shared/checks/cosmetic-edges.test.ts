import { describe, expect, it } from "vitest";
import { cosmeticRepairs } from "#shared/checks/cosmetic/cosmetic.ts";
import type { Contract } from "#shared/core/contract.ts";
import type { Diagnostic } from "#shared/core/finding.ts";
import type { JsonObject } from "#shared/core/json.ts";
import { standingResource, writtenOf } from "../../../support/written.ts";

const create = (address: string, given: JsonObject, more: object = {}) => {
  const [type, name] = address.split(".");
  return { kind: "create", type, name, arguments: given, ...more };
};
const problem = (rule: string, resource: string, path = ""): Diagnostic => ({
  ...{ rule, resource, path, severity: "high", status: "fail", message: "No.", controls: [] },
});
const NOTHING: Contract = { version: 1, id: "asked", promises: [], guards: [], withdraws: [] };
const wants = (type: string, kind: "exists" | "absent" = "exists"): Contract => ({
  ...NOTHING,
  promises: [{ kind, id: "it", subject: { type } }],
});

const BUCKET = create("aws_s3_bucket.invoices", { bucket: "invoices" });
const OF_BUCKET = { bucket: { $ref: "aws_s3_bucket.invoices.id" } };
const FLAGS = { block_public_acls: true, block_public_policy: true };
const BLOCK = create("aws_s3_bucket_public_access_block.invoices", { ...OF_BUCKET, ...FLAGS });
const VERSIONS = create("aws_s3_bucket_versioning.invoices", {
  ...OF_BUCKET,
  versioning_configuration: { status: "Enabled" },
});
const GROUP = create("aws_security_group.web", { name: "web" });
const entry = (name: string, given: JsonObject) =>
  create(`aws_vpc_security_group_ingress_rule.${name}`, {
    ...{ security_group_id: { $ref: "aws_security_group.web.id" }, ip_protocol: "tcp" },
    ...given,
  });
const SSH = entry("ssh", { cidr_ipv4: "0.0.0.0/0", from_port: 22, to_port: 22 });
const policy = (name: string, ...statements: JsonObject[]) =>
  create(`aws_s3_bucket_policy.${name}`, { ...OF_BUCKET, policy: { $policy: { statements } } });
const READ = { effect: "Allow", actions: ["s3:GetObject"], resources: ["*"], principals: "*" };
const FOR_ONE = { ...READ, principals: { AWS: ["arn:aws:iam::123456789012:role/reader"] } };
const DENY = { effect: "Deny", actions: ["s3:*"], resources: ["*"], principals: "*" };
const DOCUMENT = (actions: string[]) => ({
  ...{ kind: "create", mode: "data", type: "aws_iam_policy_document", name: "all" },
  arguments: { statement: [{ actions, resources: ["*"] }] },
});
const ROLE_POLICY = (given: JsonObject) =>
  create("aws_iam_role_policy.app", { name: "app", role: "app", ...given });
const ADMIN = {
  policy: { $policy: { statements: [{ effect: "Allow", actions: ["*"], resources: ["*"] }] } },
};
const FROM_DOCUMENT = { policy: { $ref: "data.aws_iam_policy_document.all.json" } };
const DATABASE = { identifier: "app", storage_encrypted: true, backup_retention_period: 35 };
const database = (given: JsonObject) => create("aws_db_instance.app", { ...DATABASE, ...given });

interface Row {
  readonly before: readonly object[];
  readonly after: readonly object[];
  readonly problem: Diagnostic;
  readonly contract?: Contract;
  readonly found: readonly string[];
}

const ROWS: Readonly<Record<string, Row>> = {
  "what nobody asked for goes": {
    ...{
      before: [BUCKET, VERSIONS],
      after: [],
      problem: problem("fidelity/unasked", "aws_s3_bucket.invoices"),
    },
    found: [],
  },
  "what was asked for goes, as if nobody had": {
    ...{ before: [BUCKET], after: [], problem: problem("fidelity/unasked", "aws_s3_bucket.invoices") },
    ...{ contract: wants("aws_s3_bucket"), found: ["deleted"] },
  },
  "what shall be absent goes": {
    ...{ before: [BUCKET], after: [], problem: problem("s3/versioned", "aws_s3_bucket.invoices") },
    ...{ contract: wants("aws_s3_bucket", "absent"), found: [] },
  },
  "an opening that nobody asked for goes": {
    before: [GROUP, SSH],
    after: [GROUP],
    ...{
      problem: problem("security/open-ingress", "aws_vpc_security_group_ingress_rule.ssh", "cidr_ipv4"),
      found: [],
    },
  },
  "an opening that was asked for goes": {
    before: [GROUP, SSH],
    after: [GROUP],
    problem: problem("security/open-ingress", "aws_vpc_security_group_ingress_rule.ssh", "cidr_ipv4"),
    ...{ contract: wants("aws_vpc_security_group_ingress_rule"), found: ["deleted"] },
  },
  "an opening is halved into two rules": {
    before: [GROUP, SSH],
    after: [
      GROUP,
      entry("ssh", { cidr_ipv4: "0.0.0.0/1", from_port: 22, to_port: 22 }),
      entry("more", { cidr_ipv4: "128.0.0.0/1", from_port: 22, to_port: 22 }),
    ],
    problem: problem("security/open-ingress", "aws_vpc_security_group_ingress_rule.ssh", "cidr_ipv4"),
    found: ["as-wide", "moved"],
  },
  "an opening is narrowed, and the web's port is opened beside it": {
    before: [GROUP, SSH],
    after: [
      GROUP,
      entry("ssh", { cidr_ipv4: "203.0.113.0/24", from_port: 22, to_port: 22 }),
      entry("web", { cidr_ipv4: "0.0.0.0/0", from_port: 443, to_port: 443 }),
    ],
    problem: problem("security/open-ingress", "aws_vpc_security_group_ingress_rule.ssh", "cidr_ipv4"),
    found: [],
  },
  "all ports become the one of the web": {
    before: [GROUP, entry("web", { cidr_ipv4: "0.0.0.0/0", from_port: 0, to_port: 65_535 })],
    after: [GROUP, entry("web", { cidr_ipv4: "0.0.0.0/0", from_port: 443, to_port: 443 })],
    problem: problem("security/open-ingress", "aws_vpc_security_group_ingress_rule.web"),
    found: [],
  },
  "all ports become two halves of them": {
    before: [GROUP, entry("web", { cidr_ipv4: "0.0.0.0/0", from_port: 0, to_port: 65_535 })],
    after: [
      GROUP,
      entry("web", { cidr_ipv4: "0.0.0.0/0", from_port: 0, to_port: 32_767 }),
      entry("rest", { cidr_ipv4: "0.0.0.0/0", from_port: 32_768, to_port: 65_535 }),
    ],
    ...{
      problem: problem("security/open-ingress", "aws_vpc_security_group_ingress_rule.web"),
      found: ["as-wide", "moved"],
    },
  },
  "a companion that protects goes with the mend": {
    before: [BUCKET, BLOCK],
    after: [BUCKET, VERSIONS],
    ...{ problem: problem("s3/versioned", "aws_s3_bucket.invoices"), found: ["companion-dropped"] },
  },
  "a companion that protects comes": {
    before: [BUCKET, BLOCK],
    after: [BUCKET, BLOCK, VERSIONS],
    ...{ problem: problem("s3/versioned", "aws_s3_bucket.invoices"), found: [] },
  },
  "an inline block gets a resource of its own": {
    before: [create("aws_s3_bucket.invoices", { bucket: "invoices", versioning: [{ enabled: true }] })],
    after: [BUCKET, VERSIONS],
    ...{ problem: problem("trivy/AVD-1", "aws_s3_bucket.invoices", "versioning"), found: [] },
  },
  "a denial goes with the grant": {
    before: [BUCKET, policy("p", READ, DENY)],
    after: [BUCKET, policy("p", FOR_ONE)],
    problem: problem("security/wide-permission", "aws_s3_bucket_policy.p", "policy"),
    found: ["weakened"],
  },
  "a grant is narrowed and the denial stays": {
    before: [BUCKET, policy("p", READ, DENY)],
    after: [BUCKET, policy("p", FOR_ONE, DENY)],
    ...{ problem: problem("security/wide-permission", "aws_s3_bucket_policy.p", "policy"), found: [] },
  },
  "a wildcard moves into a data source": {
    before: [ROLE_POLICY(ADMIN)],
    after: [ROLE_POLICY(FROM_DOCUMENT), DOCUMENT(["*"])],
    ...{
      problem: problem("iam/no_admin_policy", "aws_iam_role_policy.app", "policy"),
      found: ["hidden"],
    },
  },
  "few actions stand in a data source": {
    before: [ROLE_POLICY(ADMIN)],
    after: [ROLE_POLICY(FROM_DOCUMENT), DOCUMENT(["ec2:DescribeInstances", "ec2:DescribeVolumes"])],
    ...{ problem: problem("iam/no_admin_policy", "aws_iam_role_policy.app", "policy"), found: [] },
  },
  "a credential moves to a parameter": {
    before: [database({ password: "hunter2-hunter2" })],
    after: [
      database({ password: { $ref: "aws_ssm_parameter.p.value" } }),
      create("aws_ssm_parameter.p", { name: "p", type: "SecureString", value: "hunter2-hunter2" }),
    ],
    ...{
      problem: problem("security/plain-secret", "aws_db_instance.app", "password"),
      found: ["hidden"],
    },
  },
  "a credential is kept by the cloud": {
    before: [database({ password: "hunter2-hunter2" })],
    after: [database({ manage_master_user_password: true })],
    ...{ problem: problem("security/plain-secret", "aws_db_instance.app", "password"), found: [] },
  },
  "a credential is made by a resource": {
    before: [database({ password: "hunter2-hunter2" })],
    after: [
      database({ password: { $ref: "random_password.p.result" } }),
      create("random_password.p", { length: 32 }),
    ],
    ...{ problem: problem("security/plain-secret", "aws_db_instance.app", "password"), found: [] },
  },
  "backups are kept shorter because they cost": {
    before: [database({})],
    after: [database({ backup_retention_period: 14 })],
    ...{ problem: problem("cost/backups", "aws_db_instance.app", "backup_retention_period"), found: [] },
  },
  "backups are switched off because they cost": {
    before: [database({})],
    after: [database({ backup_retention_period: 0 })],
    ...{
      problem: problem("cost/backups", "aws_db_instance.app", "backup_retention_period"),
      found: ["weakened"],
    },
  },
  "encryption goes because Terraform does not take it there": {
    before: [database({ kms_key_id: "alias" })],
    after: [database({})],
    ...{ problem: problem("terraform/validate", "aws_db_instance.app", "kms_key_id"), found: [] },
  },
  "encryption goes where Terraform spoke of something else": {
    before: [database({ engine: "pstgres" })],
    after: [
      create("aws_db_instance.app", { identifier: "app", backup_retention_period: 35, engine: "postgres" }),
    ],
    ...{ problem: problem("terraform/validate", "aws_db_instance.app", "engine"), found: ["weakened"] },
  },
  "another thing is opened": {
    before: [database({}), BUCKET],
    after: [database({ publicly_accessible: true }), BUCKET, VERSIONS],
    ...{ problem: problem("s3/versioned", "aws_s3_bucket.invoices"), found: ["weakened"] },
  },
  "a scanner is told to look away in a description": {
    before: [GROUP, SSH],
    after: [
      GROUP,
      entry("ssh", {
        cidr_ipv4: "0.0.0.0/0",
        from_port: 22,
        to_port: 22,
        description: "#trivy:ignore:AVD-AWS-0107",
      }),
    ],
    problem: problem("security/open-ingress", "aws_vpc_security_group_ingress_rule.ssh", "cidr_ipv4"),
    found: ["silenced"],
  },
  "a number that scaling sets is ignored": {
    before: [create("aws_ecs_service.app", { name: "app", desired_count: 2 })],
    after: [
      create(
        "aws_ecs_service.app",
        { name: "app", desired_count: 2, deployment_minimum_healthy_percent: 50 },
        {
          lifecycle: { ignoreChanges: ["desired_count"] },
        },
      ),
    ],
    problem: problem("reliability/healthy", "aws_ecs_service.app", "deployment_minimum_healthy_percent"),
    found: [],
  },
};

describe("cosmeticRepairs, in a repair where", () => {
  it.each(Object.entries(ROWS))("%s", (_, { before, after, problem: one, contract = NOTHING, found }) => {
    const repair = {
      before: writtenOf(before),
      after: writtenOf(after),
      problems: [one],
      contracts: [contract],
    };
    const rules = new Set(cosmeticRepairs(repair).map(({ rule }) => rule.replace("repair/", "")));
    expect([...rules].sort()).toEqual([...found].sort());
  });

  it("what is deployed gets another name, the old one would be destroyed", () => {
    const base = [standingResource("aws_ebs_volume.data", { encrypted: false, size: 8 })];
    const before = writtenOf([], base);
    const after = writtenOf([create("aws_ebs_volume.other", { encrypted: true, size: 8 })]);
    const problems = [problem("ebs/volumes_encrypted", "aws_ebs_volume.data", "encrypted")];
    const found = cosmeticRepairs({ before, after, problems, contracts: [NOTHING] });
    expect(found.map(({ rule, resource }) => [rule, resource])).toEqual([
      ["repair/renamed", "aws_ebs_volume.data"],
    ]);
  });

  it("a value of what is deployed is edited, nothing is held against it, and a variable with the same value is", () => {
    const at = (
      encrypted: boolean | null,
      unknown = {},
      references: { path: string; to: string }[] = [],
    ) => ({
      ...standingResource("aws_ebs_volume.data", { size: 8, ...(encrypted === null ? {} : { encrypted }) }),
      ...{ unknown, references },
    });
    const problems = [problem("ebs/volumes_encrypted", "aws_ebs_volume.data", "encrypted")];
    const edit = (value: unknown) => ({
      ...{ kind: "edit", address: "aws_ebs_volume.data", set: [{ path: "encrypted", value }] },
    });
    const judged = (operations: object[], base: ReturnType<typeof at>) =>
      cosmeticRepairs({
        ...{ before: writtenOf([], [at(false)]), after: writtenOf(operations, [base]) },
        ...{ problems, contracts: [NOTHING] },
      }).map(({ rule }) => rule);
    expect(judged([edit(true)], at(true))).toEqual([]);
    const variable = { kind: "variable", name: "v", type: "bool", default: false };
    const open = at(null, { encrypted: true }, [{ path: "encrypted", to: "var.v" }]);
    expect(judged([edit({ $ref: "var.v" }), variable], open)).toEqual(["repair/hidden"]);
  });
});
