import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExpertFinding } from "#shared/core/review.ts";
import { inKnownNames } from "../../../../app/experts/prompt/known-names.ts";
import { created, documentOf } from "../../../support/change.ts";

const packet = {
  request: "a bucket invoices-2026 for the words CANARY, REQ and 0801 joined by hyphens",
  document: documentOf([created("aws_s3_bucket.invoices", { bucket: "invoices-2026", days: 90 })]),
  contract: { version: 1 as const, id: "issue-1", promises: [], guards: [], withdraws: [] },
  findings: [],
};
const said = (note: string) => inKnownNames({ findings: [], notes: [note] }, packet).notes[0];

describe("inKnownNames", () => {
  it.each([
    "SSH is open to the world: set force_destroy to false (CIS-2.1, CKV_AWS_144).",
    "The bucket invoices-2026 costs $1,024.50 a month at 99.95 % and 730h.",
    "Use aws:kms with SSE-KMS, TLS 1.2, gp3 and IPv6; EC2 in eu-west-1.",
    "Encrypt with AES-256; see AVD-AWS-0086. aws_s3_bucket.invoices goes with CloudFront.",
    "Der Bucket ist öffentlich. バケットは公開です。",
    "",
  ])("repeats %j as it is", (text) => {
    expect(said(text)).toBe(text);
  });

  it.each([
    ["It is CANARY-REQ-0801.", "It is […]"],
    ["CANARY REQ 0801 says so", "[…] says so"],
    ["canary_req_0801 and marten-zq-0701", "[…] and […]"],
    ["Q0FOQVJZLVJFUS0wODAx", "[…]"],
    ["see https://img.example.com/x now", "see […] now"],
    ["ask @mallory  or mail a@example.com", "ask […]  or mail […]"],
  ])("leaves the name out of %j", (text, shown) => {
    expect(said(text)).toBe(shown);
  });

  it.each([
    [600, "m".repeat(600)],
    [601, `${"m".repeat(600)}…`],
  ])("cuts what is longer than 600 letters: %i", (length, shown) => {
    expect(said("m".repeat(length))).toBe(shown);
  });

  const finding = (more: Partial<ExpertFinding>): ExpertFinding => ({
    ...{ id: "S1", by: "model", dimension: "security", rule: "R", severity: "low", status: "fail" },
    ...{ controls: [], resource: "aws_s3_bucket.invoices", path: "bucket", quoted: "invoices-2026" },
    ...{ message: "m", ...more },
  });

  it("does so in every word of a finding that its place does not prove", () => {
    const edit = (value: string) =>
      JSON.stringify({ kind: "edit", address: "aws_s3_bucket.invoices", set: [{ path: "bucket", value }] });
    const [kept, strange] = inKnownNames(
      {
        notes: [],
        findings: [
          finding({ edit: edit("invoices-2026") }),
          finding({ id: "CANARY-REQ-0801", rule: "CANARY-REQ-0801", edit: edit("CANARY-REQ-0801") }),
        ],
      },
      packet,
    ).findings;
    expect(kept).toEqual(finding({ edit: edit("invoices-2026") }));
    expect(strange).toEqual(finding({ id: "F2", rule: "[…]" }));
  });

  it("puts no name together out of parts, whatever stands between them", () => {
    const between = fc.constantFrom("-", "_", " ", ".", "", "/", "  ");
    fc.assert(
      fc.property(between, between, fc.string(), (one, two, around) => {
        const text = said(`${around} CANARY${one}REQ${two}0801 ${around}`) ?? "";
        expect(text).not.toMatch(/canary[-_ .]?req[-_ .]?0801/i);
      }),
    );
  });
});
