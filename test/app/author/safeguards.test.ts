import { describe, expect, it } from "vitest";
import type { Cloud } from "#shared/core/clouds.ts";
import type { Json } from "#shared/core/json.ts";
import type { Wish } from "#shared/core/wish.ts";
import { safeguardsOf } from "../../../app/author/safeguards.ts";
import { compileContract } from "../../../app/intent/compile-contract.ts";

const wish = (attributes: Record<string, Json>, verb: Wish["verb"] = "create"): Wish => ({
  ...{ verb, kind: "bucket", name: "invoices", attributes },
});
const contractOf = (one: Wish, standing: Parameters<typeof compileContract>[1]["existing"] = []) =>
  compileContract([one], {
    ...{ id: standing.length === 0 ? "issue-1" : "issue-2", existing: standing },
    safeguards: (asked) => safeguardsOf(asked, "aws"),
  });

describe("safeguards", () => {
  it.each<[string, Wish, Cloud, Record<string, Json>]>([
    ["a new bucket", wish({}), "aws", { public: false, versioning: true, encryption: "AES256" }],
    ["one on Google Cloud", wish({}), "google", { public: false, versioning: true }],
    [
      "one that is asked to be public",
      wish({ public: true }),
      "aws",
      { versioning: true, encryption: "AES256" },
    ],
    [
      "a days' number, which is no safeguard",
      wish({ expireDays: 9 }),
      "google",
      { public: false, versioning: true },
    ],
    ["a change of one", wish({}, "change"), "aws", {}],
    ["one that is removed", wish({}, "remove"), "aws", {}],
  ])("of %s are what nobody asked for", (_, asked, cloud, safeguards) => {
    expect(safeguardsOf(asked, cloud)).toEqual(safeguards);
  });

  it("are promised as ours, and what was asked is not", () => {
    const { promises } = contractOf(wish({ versioning: true }));
    const isOurs = new Map(promises.map((one) => [one.id, one.ours === true]));
    expect(isOurs.get("aws_s3_bucket.invoices.exists")).toBe(false);
    expect(isOurs.get("aws_s3_bucket.invoices.versioning_configuration.status")).toBe(false);
    expect(isOurs.get("aws_s3_bucket.invoices.block_public_acls")).toBe(true);
  });

  it("give way to whoever asks for something else", () => {
    const first = contractOf(wish({}));
    const { withdraws } = contractOf(wish({ public: true }, "change"), [first]);
    expect(withdraws).toContain("issue-1/aws_s3_bucket.invoices.block_public_acls");
    expect(withdraws).not.toContain("issue-1/aws_s3_bucket.invoices.versioning_configuration.status");
  });
});
