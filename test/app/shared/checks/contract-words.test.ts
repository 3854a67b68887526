import { describe, expect, it } from "vitest";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import { judgeContract } from "#shared/checks/contract.ts";
import type { ResourceChange } from "#shared/core/change-document.ts";
import { Contract } from "#shared/core/contract.ts";
import { created, documentOf } from "../../../support/change.ts";

const { engines } = await shippedPolicies();

const vpc = created("aws_vpc.shop", {
  cidr_block: "10.0.0.0/16",
  tags: { Name: "shop" },
  tags_all: { Name: "all" },
});
const inside = created(
  "aws_subnet.a",
  { cidr_block: "10.0.1.0/24", vpc_id: "x" },
  { references: [{ path: "vpc_id", to: "aws_vpc.shop" }] },
);
const outside = created("aws_subnet.b", { cidr_block: "10.0.2.0/24", vpc_id: "vpc-1" });
const pending = created("aws_subnet.c", {}, { unknown: { vpc_id: true } });
const database = created(
  "aws_db_instance.orders",
  {
    engine: "mysql",
    engine_version: "8.0.36",
    identifier: "shop-orders",
    port: 3306,
    replicate_source_db: "main",
  },
  { references: [{ path: "replicate_source_db", to: "aws_db_instance.main" }] },
);
const association = created(
  "aws_route_table_association.a",
  {},
  {
    references: [
      { path: "subnet_id", to: "aws_subnet.b" },
      { path: "route_table_id", to: "aws_route_table.r" },
    ],
  },
);
const table = created("aws_route_table.r", {});
const bucket = created("aws_s3_bucket.site", { bucket: "orders-site-4711" });
const object = created(
  "aws_s3_object.page",
  { key: "index.html" },
  { references: [{ path: "bucket", to: "aws_s3_bucket.site" }] },
);
const version = created(
  "aws_elastic_beanstalk_application_version.v1",
  { description: "orders-site-4711" },
  { references: [{ path: "bucket", to: "aws_s3_object.page" }] },
);
const byKey = { ...version, references: [{ path: "key", to: "aws_s3_object.page" }] };
const policy = created(
  "aws_iam_policy.put",
  {},
  {
    unknown: { policy: true },
    references: [{ path: "policy", to: "aws_s3_bucket.site" }],
    templates: [{ path: "policy", text: '${jsonencode({"Action": "s3:PutObject"})}' }],
  },
);

async function rulesBroken(resources: ResourceChange[], promised: object): Promise<string[]> {
  const isGuard =
    "allowed" in promised || (promised as { kind: string }).kind.match(/^(each-linked|none-is-made)$/);
  const lists = isGuard ? { promises: [], guards: [promised] } : { promises: [promised], guards: [] };
  const contract = Contract.parse({ version: 1, id: "issue-1", ...lists });
  const findings = await judgeContract(
    documentOf(resources),
    { base: [], head: [contract] },
    engines.contract,
  );
  return findings.map(({ resource, status }) => `${status} ${resource}`.trim());
}

const link = { id: "l", subject: { type: "aws_subnet" }, to: { type: "aws_vpc" } };
const holds = (subject: object, value: unknown, paths?: string[]) => ({
  kind: "holds",
  id: "h",
  subject,
  value,
  ...(paths === undefined ? {} : { paths }),
});
const IN_BUCKET = {
  ...{ kind: "linked", id: "l", subject: { type: version.type } },
  ...{ to: { type: "aws_s3_bucket" }, at: ["bucket"] },
};
const DATABASE = { type: "aws_db_instance" };

describe("a promise that does not know the change", () => {
  it.each([
    [
      "many: as many",
      [inside, outside],
      { kind: "many", id: "m", subject: { type: "aws_subnet" }, value: 2 },
      [],
    ],
    [
      "many: one less",
      [inside],
      { kind: "many", id: "m", subject: { type: "aws_subnet" }, value: 2 },
      ["fail"],
    ],
    [
      "or: another type that fits",
      [vpc],
      { kind: "exists", id: "e", subject: { type: "aws_db_instance", or: ["aws_vpc"] } },
      [],
    ],
    [
      "called: by an attribute, however spelt",
      [database],
      { kind: "exists", id: "e", subject: { ...DATABASE, called: "shop_orders" } },
      [],
    ],
    [
      "called: by its Terraform name",
      [database],
      { kind: "exists", id: "e", subject: { ...DATABASE, called: "Orders" } },
      [],
    ],
    [
      "called: not by the name of what it refers to",
      [database],
      { kind: "exists", id: "e", subject: { ...DATABASE, called: "main" } },
      ["fail"],
    ],
    ["holds: at the path", [database], holds(DATABASE, "mysql", ["engine"]), []],
    ["holds: not at another path", [database], holds(DATABASE, "mysql", ["engine_version"]), ["fail"]],
    ["holds: a version by its beginning", [database], holds(DATABASE, "8.0", ["engine_version"]), []],
    [
      "holds: not the beginning of another number",
      [database],
      holds(DATABASE, "8.0.3", ["engine_version"]),
      ["fail"],
    ],
    ["holds: a number", [database], holds(DATABASE, 3306), []],
    ["holds: another number", [database], holds(DATABASE, 3307), ["fail"]],
    ["holds: nothing of that type", [vpc], holds(DATABASE, 3306), []],
    ["holds: anything", [vpc], holds({ type: "*" }, "10.0.0.0/16"), []],
    ["holds: a tag", [vpc], holds({ type: "aws_vpc" }, "shop", ["tags.Name"]), []],
    ["holds: not the copy of the tags", [vpc], holds({ type: "*" }, "all"), ["fail"]],
    ["holds: what a template says itself", [policy], holds({ type: "*" }, "s3:PutObject"), []],
    ["holds: not what it does not say", [policy], holds({ type: "*" }, "s3:GetObject"), ["unknown"]],
    [
      "holds: not what another argument's template says",
      [policy],
      holds({ type: "aws_iam_policy" }, "s3:PutObject", ["name"]),
      ["fail"],
    ],
    [
      "called: with more behind a long name",
      [bucket],
      { kind: "exists", id: "e", subject: { type: "aws_s3_bucket", called: "orders site" } },
      [],
    ],
    [
      "called: not with more behind a short one",
      [bucket],
      { kind: "exists", id: "e", subject: { type: "aws_s3_bucket", called: "orders" } },
      ["fail"],
    ],
    ["linked: handed on at the same argument", [bucket, object, version], IN_BUCKET, []],
    ["linked: not at another argument", [bucket, object, byKey], IN_BUCKET, ["fail"]],
    ["linked: a name only where it may stand", [bucket, { ...version, references: [] }], IN_BUCKET, ["fail"]],
    ["linked: some", [vpc, inside, outside], { kind: "linked", ...link }, []],
    ["linked: none", [vpc, outside], { kind: "linked", ...link }, ["fail"]],
    ["linked: nothing to be linked with", [outside], { kind: "linked", ...link }, []],
    ["linked: a given argument instead", [outside], { kind: "linked", ...link, paths: ["vpc_id"] }, []],
    ["linked: neither", [pending], { kind: "linked", ...link, paths: ["vpc_id"] }, ["fail"]],
    [
      "linked: over what may stand between",
      [table, outside, association],
      {
        kind: "linked",
        id: "l",
        subject: { type: "aws_subnet" },
        to: { type: "aws_route_table" },
        through: ["aws_route_table_association"],
      },
      [],
    ],
    [
      "linked: not over anything else",
      [table, outside, association],
      { kind: "linked", id: "l", subject: { type: "aws_subnet" }, to: { type: "aws_route_table" } },
      ["fail"],
    ],
    ["each-linked: every one", [vpc, inside], { kind: "each-linked", ...link }, []],
    [
      "each-linked: all but one",
      [vpc, inside, outside],
      { kind: "each-linked", ...link },
      ["fail aws_subnet.b"],
    ],
    [
      "each-linked: only what is made",
      [vpc, inside, { ...outside, actions: ["no-op" as const] }],
      { kind: "each-linked", ...link },
      [],
    ],
    ["none-is-made: none", [vpc], { kind: "none-is-made", id: "n", subject: { type: "aws_subnet" } }, []],
    [
      "none-is-made: one",
      [vpc, inside],
      { kind: "none-is-made", id: "n", subject: { type: "aws_subnet" } },
      ["fail aws_subnet.a"],
    ],
    [
      "nothing else: what hangs together",
      [vpc, inside],
      { kind: "nothing-else-changes", id: "g", allowed: [{ type: "aws_vpc" }], linked: ["*"] },
      [],
    ],
    [
      "nothing else: what stands alone",
      [vpc, outside],
      { kind: "nothing-else-changes", id: "g", allowed: [{ type: "aws_vpc" }], linked: ["*"] },
      ["fail aws_subnet.b"],
    ],
    [
      "nothing else: another type than may hang there",
      [vpc, inside],
      { kind: "nothing-else-changes", id: "g", allowed: [{ type: "aws_vpc" }], linked: ["aws_eip"] },
      ["fail aws_subnet.a"],
    ],
  ])("%s", async (_, resources, promised, broken) => {
    expect(await rulesBroken(resources, promised)).toEqual(broken);
  });
});
