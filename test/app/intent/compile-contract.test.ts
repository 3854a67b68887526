import { describe, expect, it } from "vitest";
import { Contract } from "#shared/core/contract.ts";
import type { Wish } from "#shared/core/wish.ts";
import { compileContract } from "../../../app/intent/compile-contract.ts";
import { readRequest } from "../../../app/intent/read-request.ts";
import { PARAPHRASES, STACK } from "./paraphrases/all.ts";

const invoices = (verb: Wish["verb"], attributes: Wish["attributes"] = {}): Wish => ({
  verb,
  kind: "bucket",
  name: "invoices",
  attributes,
});
const compile = (wish: Wish, existing: Contract[] = []) =>
  compileContract([wish], { id: "issue-1", existing });

const LIFECYCLE = "aws_s3_bucket.invoices.rule.expiration.days";
const COMPANION = { type: "aws_s3_bucket_lifecycle_configuration", refersTo: "aws_s3_bucket.invoices" };

describe("compileContract", () => {
  it("compiles every paraphrase into a valid contract", () => {
    for (const { creates, changes, removes } of PARAPHRASES) {
      for (const [text] of [...changes, ...removes]) {
        const read = readRequest(text, { existing: STACK });
        if (read.kind !== "understood") throw new Error(text);
        expect(Contract.parse(compileContract(read.wishes, { id: "x", existing: [] })).guards).toHaveLength(
          2,
        );
      }
      expect(creates).toHaveLength(10);
    }
  });

  it("promises what was asked, at the companion that shows it", () => {
    const { promises } = compile(invoices("create", { expireDays: 90, public: false }));
    expect(promises).toContainEqual({
      kind: "equals",
      id: LIFECYCLE,
      subject: COMPANION,
      path: "rule.expiration.days",
      value: 90,
    });
    expect(
      promises.filter(({ subject }) => subject.type === "aws_s3_bucket_public_access_block"),
    ).toHaveLength(4);
  });

  it.each([
    [{ subnets: 2 }, 2],
    [{ subnets: 2, publicSubnets: 1 }, 3],
    [{ publicSubnets: 3 }, 3],
    [{ subnets: 0 }, undefined],
    [{}, undefined],
  ])("promises as many subnets as were asked for: %j", (attributes, value) => {
    const network: Wish = { verb: "create", kind: "network", name: "core", attributes };
    const many = compile(network).promises.find(({ kind }) => kind === "many");
    expect(many).toEqual(
      value === undefined
        ? undefined
        : {
            kind: "many",
            id: "aws_vpc.core.aws_subnet.many",
            subject: { type: "aws_subnet", refersTo: "aws_vpc.core" },
            value,
          },
    );
  });

  it.each([
    [{ publicSubnets: 1, flowLogs: true }, ["aws_internet_gateway", "aws_flow_log"]],
    [{ publicSubnets: 0, flowLogs: false }, []],
  ])("promises the companions without which %j is not so", (attributes, types) => {
    const network: Wish = { verb: "create", kind: "network", name: "core", attributes };
    const present = compile(network).promises.filter(({ kind }) => kind === "exists");
    expect(present.map(({ subject }) => subject)).toEqual([
      { type: "aws_vpc", name: "core" },
      ...types.map((type) => ({ type, refersTo: "aws_vpc.core" })),
    ]);
  });

  it.each([
    [{ network: "core" }, ["aws_vpc"]],
    [{}, []],
  ])("promises that a thing lies where it was asked for: %j", (attributes, types) => {
    const instance: Wish = { verb: "create", kind: "instance", name: "web", attributes };
    const linked = compile(instance).promises.flatMap((one) => (one.kind === "linked" ? [one.to] : []));
    expect(linked).toEqual(types.map((type) => ({ type, name: "core" })));
  });

  it("promises nothing that was not asked", () => {
    expect(compile(invoices("create")).promises).toMatchObject([{ kind: "exists" }]);
  });

  it("lets companions change with the thing, and nothing be destroyed", () => {
    expect(compile(invoices("create")).guards).toMatchObject([
      {
        kind: "nothing-else-changes",
        allowed: expect.arrayContaining([{ type: "aws_s3_bucket", name: "invoices" }, COMPANION]),
      },
      { kind: "nothing-is-destroyed", except: [] },
    ]);
  });

  it("lets go only what was asked to be removed, and promises its absence", () => {
    const contract = compile(invoices("remove"));
    expect(contract.promises).toMatchObject([{ kind: "absent" }]);
    expect(contract.guards[1]).toMatchObject({ except: expect.arrayContaining([COMPANION]) });
  });

  it.each([
    [{ ingress: [{ protocol: "tcp", from: 443, to: 443, source: "10.0.0.0/8" }] }, 0],
    [{ close: [{ protocol: "tcp", from: 22, to: 22 }] }, 2],
  ])("lets rules go only where a port is closed: %j", (attributes, spared) => {
    const [, guard] = compile({ verb: "change", kind: "security-group", name: "web", attributes }).guards;
    expect(guard).toHaveProperty("except.length", spared);
  });

  const earlier = compileContract([invoices("create", { expireDays: 90 })], { id: "issue-0", existing: [] });

  it.each([
    ["another value", invoices("change", { expireDays: 180 }), [`issue-0/${LIFECYCLE}`]],
    ["the same value", invoices("change", { expireDays: 90 }), []],
    ["the removal", invoices("remove"), ["issue-0/aws_s3_bucket.invoices.exists", `issue-0/${LIFECYCLE}`]],
  ])("withdraws what %s replaces", (_, wish, withdraws) => {
    expect(compile(wish, [earlier]).withdraws).toEqual(withdraws);
  });

  it("withdraws nothing twice", () => {
    const second = { ...compile(invoices("change", { expireDays: 180 }), [earlier]), id: "issue-2" };
    const third = compile(invoices("change", { expireDays: 365 }), [earlier, second]);
    expect(third.withdraws).toEqual([`issue-2/${LIFECYCLE}`]);
  });

  it.each([
    [[{ protocol: "tcp", from: 22, to: 22, source: "10.0.0.0/8" }], ["exists", "equals", "equals", "equals"]],
    [[], ["exists", "absent"]],
  ])("promises the only source and port of a new firewall: %j", (ingress, kinds) => {
    const wish: Wish = { verb: "create", kind: "security-group", name: "web", attributes: { ingress } };
    expect(compile(wish).promises.map(({ kind }) => kind)).toEqual(kinds);
  });

  it("refuses a kind that nothing can be promised about", () => {
    const call = () => compile({ ...invoices("create"), kind: "spaceship" });
    expect(call).toThrow(expect.objectContaining({ code: "intent/unknown-kind" }));
  });
});
