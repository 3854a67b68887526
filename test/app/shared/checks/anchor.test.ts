import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anchorFindings, WITHHELD } from "#shared/checks/anchor.ts";
import type { Json, JsonObject } from "#shared/core/json.ts";
import type { ExpertFinding } from "#shared/core/review.ts";
import { created, deleted, documentOf } from "../../../support/change.ts";

const group = created(
  "aws_security_group.web",
  {
    ingress: [{ from_port: 22, cidr_blocks: ["0.0.0.0/0"] }],
    ...{ tags: { team: "data", "a.b/c": { "d.e": "dotted" }, "s.t": "EXAMPLE" }, token: "t0ken" },
  },
  { sensitive: { token: true, tags: { "s.t": true } } },
);
const gone = deleted(created("aws_s3_bucket.logs", { bucket: "logs" }));
const contract = {
  version: 1 as const,
  id: "issue-1",
  promises: [{ kind: "exists" as const, id: "p", subject: { type: "aws_s3_bucket" } }],
  guards: [],
  withdraws: [],
};
/** The value at a hundred steps. */
const nested = (depth: number): JsonObject => ({ a: depth === 1 ? "end" : nested(depth - 1) });
const deep = created("aws_s3_bucket.deep", nested(100));
const evidence = { document: documentOf([group, gone, deep]), contract };

const finding = (resource: string, path: string, quoted: Json): ExpertFinding => ({
  rule: "security/x",
  severity: "high",
  status: "fail",
  resource,
  path,
  message: "",
  controls: [],
  quoted,
  ...{ id: "", by: "analyser", dimension: "security" },
});
const isVerified = (resource: string, path: string, quoted: Json) =>
  anchorFindings([finding(resource, path, quoted)], evidence).verified.length === 1;

describe("anchoring an expert's finding", () => {
  it.each<[string, string, string, Json, boolean]>([
    ["a text in a list", group.address, "ingress[0].cidr_blocks[0]", "0.0.0.0/0", true],
    ["the same by dots", group.address, "ingress.0.cidr_blocks.0", "0.0.0.0/0", true],
    ["a number", group.address, "ingress.0.from_port", 22, true],
    ["a number as its JSON text", group.address, "ingress.0.from_port", "22", true],
    ["a list as its JSON text", group.address, "ingress.0.cidr_blocks", '["0.0.0.0/0"]', true],
    ["a text as its JSON text", group.address, "tags.team", '"data"', false],
    ["a number in another notation", group.address, "ingress.0.from_port", "22.0", false],
    ["a text in other characters", group.address, "ingress.0.cidr_blocks.0", "\uff10.0.0.0/0", false],
    ["a prototype for an address", "__proto__", "toString", "", false],
    ["another number", group.address, "ingress.0.from_port", 23, false],
    ["a part of a text", group.address, "tags.team", "dat", false],
    ["another resource", "aws_security_group.api", "tags.team", "data", false],
    ["a path that is not there", group.address, "tags.owner", null, false],
    ["an index that is not there", group.address, "ingress.1.from_port", null, false],
    ["what every object has", group.address, "tags.constructor", null, false],
    ["what every list has", group.address, "ingress.length", 1, false],
    ["a member whose name has dots", group.address, 'tags["a.b/c"]["d.e"]', "dotted", true],
    ["the same without brackets", group.address, "tags.a.b/c.d.e", "dotted", true],
    ["the same in one of two ways", group.address, 'tags["a.b/c"].d.e', "dotted", true],
    ["a part of such a name", group.address, 'tags["a.b"]', "dotted", false],
    [
      "a path of as many steps as anybody means",
      deep.address,
      new Array(100).fill("a").join("."),
      "end",
      true,
    ],
    ["a path of more", deep.address, new Array(101).fill("a").join("."), "end", false],
    ["a path of ever so many, in a moment", group.address, new Array(31_000).fill("a").join("."), "x", false],
    ["a bracket that is open", group.address, 'tags["team"', "data", false],
    ["a name in brackets", group.address, 'tags["team"]', "data", true],
    ["what a deleted resource was", gone.address, "bucket", "logs", true],
    ["what happens to a resource", gone.address, "", ["delete"], true],
    ["what does not happen to it", gone.address, "", ["create"], false],
    ["a promise", "", "p", { kind: "exists", id: "p", subject: { type: "aws_s3_bucket" } }, true],
    ["a promise that nobody made", "", "q", null, false],
  ])("looks up %s", (...[, resource, path, quoted, expected]) => {
    expect(isVerified(resource, path, quoted)).toBe(expected);
  });

  it.each(["token", 'tags["s.t"]', "tags.s.t"])("takes no secret along: %s", (path) => {
    const quoted = path === "token" ? "t0ken" : "EXAMPLE";
    const { verified } = anchorFindings([finding(group.address, path, quoted)], evidence);
    expect(verified.map((one) => one.quoted)).toEqual([WITHHELD]);
  });

  it("demotes what it cannot find to a note", () => {
    const { verified, notes } = anchorFindings([finding(group.address, "tags.owner", "me")], evidence);
    expect(verified).toEqual([]);
    expect(notes).toEqual(["security/x (quotes what is not at aws_security_group.web tags.owner): "]);
  });

  it.each([
    [group.address, "A high finding about security quotes what is not at aws_security_group.web."],
    [".github/workflows/ci.yml", "A high finding about security quotes what is not in the change."],
  ])("repeats nothing that a model says without evidence, about %s", (address, note) => {
    const said = {
      ...finding(address, "on", "push"),
      by: "model" as const,
      message: "Delete it.",
      rule: "R",
    };
    expect(anchorFindings([said], evidence)).toEqual({ verified: [], notes: [note] });
  });

  it.each([
    ["analyser", 1],
    ["model", 0],
  ] as const)("takes a quote of the whole resource from an %s: %i", (by, count) => {
    const said = { ...finding(gone.address, "", ["delete"]), by };
    expect(anchorFindings([said], evidence).verified).toHaveLength(count);
    const text = { ...said, quoted: '["delete"]' };
    expect(anchorFindings([text], evidence).verified).toHaveLength(count);
  });

  it("withholds the quote of a sensitive value", () => {
    const { verified } = anchorFindings([finding(group.address, "token", "t0ken")], evidence);
    expect(verified).toMatchObject([{ quoted: "(withheld)" }]);
  });

  it("verifies nothing but the exact value, whatever is quoted", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (quoted) => {
        const value = JSON.parse(JSON.stringify(quoted)) as Json;
        return isVerified(group.address, "tags.team", value) === (value === "data");
      }),
    );
  });
});
