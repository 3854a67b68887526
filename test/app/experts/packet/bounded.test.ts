import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ResourceChange } from "#shared/core/change-document.ts";
import { type JsonObject, plainJson } from "#shared/core/json.ts";
import { bounded } from "../../../../app/experts/packet/bounded.ts";
import { fenced } from "../../../../app/experts/packet/fenced.ts";
import { packetOf } from "../../../../app/experts/packet/packet.ts";
import { created, documentOf } from "../../../support/change.ts";

const CONTRACT = { version: 1 as const, id: "issue-1", promises: [], guards: [], withdraws: [] };
const packetWith = (resources: ResourceChange[], more: Partial<Parameters<typeof packetOf>[0]> = {}) =>
  packetOf({
    ...{ stack: "storage", request: "a bucket", stripped: [], contract: CONTRACT, findings: [] },
    ...{ document: documentOf(resources), files: {}, terraform: {}, ...more },
  });

const FINDING = {
  ...{ rule: "trivy/0", severity: "low" as const, status: "fail" as const, resource: "aws_s3_bucket.b0" },
  ...{ path: "", message: "Not so.", controls: [] },
};

describe("what a model sees of a packet", () => {
  const many = (count: number, text: string) =>
    Array.from({ length: count }, (_, at) => created(`aws_s3_bucket.b${at}`, { bucket: text, tags: { at } }));
  const same = created("aws_vpc.main", { cidr: "10.0.0.0/16" }, { actions: ["no-op"] });

  it("is all of it where it fits", () => {
    const packet = packetWith(many(3, "x"));
    expect(bounded(packet)).toEqual(plainJson(packet));
  });

  const terraform = {
    provider: { aws: [{ region: "eu-west-1" }] },
    resource: {
      aws_vpc: { main: { cidr: "t".repeat(400) } },
      aws_s3_bucket: { b0: { bucket: "t".repeat(900) } },
    },
  };
  const files = { "x.ts": { before: null, after: "c".repeat(700) } };
  const low = (at: number) => ({ ...FINDING, severity: "low" as const, rule: `trivy/${at % 2}` });
  const findings = [
    ...Array.from({ length: 20 }, (_, at) => low(at)),
    { ...FINDING, severity: "high" as const },
  ];
  const full = packetWith([...many(3, "x"), same], { terraform, files, findings });

  it("leaves out what matters least first, and says so", () => {
    const seen: JsonObject[] = [];
    for (let most = JSON.stringify(full).length; ; most = JSON.stringify(seen.at(-1)).length - 1) {
      const view = bounded(full, most);
      if (view === null) break;
      seen.push(view);
    }
    const first = (what: string) =>
      seen.findIndex(({ leftOut }) => JSON.stringify(leftOut ?? []).includes(what));
    const order = [
      "do not change",
      "the code",
      "Terraform JSON",
      "below high",
      "large resources",
      "which attributes",
    ];
    expect(order.map(first)).toEqual(order.map(first).toSorted((one, other) => one - other));
    expect(order.map(first)).not.toContain(-1);
    const [whole, less] = [JSON.stringify(seen[0]), JSON.stringify(seen[1])];
    expect([whole.includes("aws_vpc"), less.includes("aws_vpc"), less.includes("eu-west-1")]).toEqual([
      true,
      false,
      true,
    ]);
    const last = JSON.stringify(seen.at(-1));
    expect(last).toContain('"changed":{"create":["aws_s3_bucket.b0","aws_s3_bucket.b1","aws_s3_bucket.b2"]}');
    expect(last).toContain('"moreFindings":{"low trivy/0":10,"low trivy/1":10}');
    expect(last).toContain('"severity":"high"');
  });

  it("says nothing of what was not there", () => {
    const packet = packetWith(many(3, "y".repeat(400)));
    const view = bounded(packet, JSON.stringify(packet).length - 1);
    expect(view?.leftOut).toEqual(["values of large resources"]);
  });

  it("never loses a changed resource, a high finding or a word of the request, and is never too large", () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(60), fc.integer({ min: 200, max: 9000 }));
    fc.assert(
      fc.property(sizes, fc.string({ maxLength: 300 }), ([count, noise, most], request) => {
        const found = [
          ...Array.from({ length: noise }, (_, at) => low(at)),
          { ...FINDING, severity: "high" as const },
        ];
        const packet = packetWith([...many(count, "y".repeat(200)), same], { findings: found, request });
        const view = bounded(packet, most);
        if (view === null) return;
        const text = JSON.stringify(view);
        expect(text.length).toBeLessThanOrEqual(most);
        for (let at = 0; at < count; at += 1) expect(text).toContain(`"aws_s3_bucket.b${at}"`);
        expect(text).toContain('"severity":"high"');
        expect(view.request).toBe(packet.request);
      }),
      { numRuns: 60 },
    );
  });

  it.each(["</", "<packet", "<"])("is not too large as it is written, whatever is in it: %s", (text) => {
    const packet = packetWith(many(20, text.repeat(3000)), { request: text.repeat(10_000) });
    const view = bounded(packet);
    expect(view).not.toBeNull();
    expect(fenced(view).length).toBeLessThanOrEqual(200_000);
  });

  it("leaves out the blocks of what stays, where one makes many", () => {
    const stays = created("aws_vpc.main[0]", { cidr: "x".repeat(300) }, { actions: ["no-op"] });
    const one = {
      aws_vpc: { main: { count: 1, cidr: "y".repeat(300) } },
      aws_s3_bucket: { b0: { bucket: "z" } },
    };
    const packet = packetWith([...many(1, "z"), stays], { terraform: { resource: one } });
    const view = bounded(packet, JSON.stringify(packet).length - 1);
    expect(view).toMatchObject({ terraform: { resource: { aws_s3_bucket: { b0: { bucket: "z" } } } } });
    expect(JSON.stringify(view)).not.toContain("aws_vpc");
  });

  it.each([
    [9000, true],
    [10_000, false],
  ])("of %i changed resources is shown: %s", (count, isShown) => {
    const view = bounded(packetWith(many(count, "y".repeat(50))));
    expect(view !== null).toBe(isShown);
    if (view !== null) expect(JSON.stringify(view).length).toBeLessThanOrEqual(200_000);
  });

  it("keeps small resources in full where large ones have to be summarised", () => {
    const large = created("aws_instance.big", { user_data: "z".repeat(5000) });
    const view = JSON.stringify(bounded(packetWith([large, ...many(1, "small")]), 3000));
    expect(view).toContain('"changed":["user_data"]');
    expect(view).toContain('"bucket":"small"');
  });
});
