import { describe, expect, it } from "vitest";
import { snake, spellings } from "../../../../app/cli/distil/camel.ts";
import { type Names, readExample } from "../../../../app/cli/distil/read-example.ts";

const NAMES: Names = {
  token: "aws",
  prefix: "aws",
  types: new Map([
    ["ec2.Vpc", { type: "aws_vpc", mode: "managed" }],
    ["ec2.Subnet", { type: "aws_subnet", mode: "managed" }],
    ["getCallerIdentity", { type: "aws_caller_identity", mode: "data" }],
  ]),
  isType: (type) => type === "aws_vpc",
};

describe("readExample", () => {
  it("reads literals with their paths, and what refers to what", () => {
    const shown = readExample(
      `const main = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Name: "x" } });
       const own = new aws.ec2.Subnet("own", { vpcId: main.id });`,
      NAMES,
    );
    expect(shown[0]?.settings.map(({ path, literal }) => [path.join("."), literal])).toEqual([
      ["cidr_block", "10.0.0.0/16"],
      ["tags._name", "x"].map((text) => text.replace("_name", "name")),
    ]);
    expect(shown[1]?.settings[0]?.from).toEqual({
      key: { type: "aws_vpc", mode: "managed" },
      index: 0,
      attribute: "id",
    });
  });

  it("takes a name that ends in a type for a resource which the example leaves out", () => {
    const [subnet] = readExample(
      `const own = new aws.ec2.Subnet("own", { vpcId: mainAwsVpc.id, zone: otherThing.id });`,
      NAMES,
    );
    expect(subnet?.settings.map(({ from }) => from?.key.type)).toEqual(["aws_vpc", undefined]);
  });

  it("follows what is mapped to the data source behind it", () => {
    const [, subnet] = readExample(
      `const current = aws.getCallerIdentity({});
       const own = new aws.ec2.Subnet("own", { owner: current.then(who => who.accountId) });`,
      NAMES,
    );
    expect(subnet?.settings[0]?.from).toMatchObject({ key: { mode: "data" }, attribute: "account_id" });
  });
});

describe("spellings", () => {
  it.each([
    ["policies", "policy"],
    ["subnets", "subnet"],
    ["access", "access"],
    ["addresses", "address"],
  ])("finds %s as %s", (plural, singular) => {
    expect(spellings(plural)).toContain(singular);
  });

  it.each([
    ["cidrBlock", "cidr_block"],
    ["SSLPolicy", "ssl_policy"],
  ])("spells %s as %s", (camel, plain) => {
    expect(snake(camel)).toBe(plain);
  });
});
