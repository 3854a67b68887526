import { describe, expect, it } from "vitest";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import { judgePolicies } from "#shared/checks/policy.ts";
import type { PolicyEngine } from "#shared/core/policy-engine.ts";
import { created, documentOf } from "../../../support/change.ts";

const { engines, manifest } = await shippedPolicies();
const bucket = documentOf([created("aws_s3_bucket.logs", {})]);

const engineThatEvaluates = (rules: readonly string[]): PolicyEngine => ({
  digest: manifest.module,
  evaluate: () => Promise.resolve({ findings: [], rules }),
});
const ids = manifest.rules.map((rule) => rule.id);

describe("judging by policies", () => {
  it("returns what the rules hold against the change, most severe first", async () => {
    const findings = await judgePolicies(bucket, engines.gate, manifest);
    expect(findings[0]).toMatchObject({ rule: "s3/public_access_blocked", severity: "high", status: "fail" });
    expect(findings[0]?.controls).toContain("CIS-AWS-1.4/2.1.5");
  });

  it("refuses a module that is not the manifest's", async () => {
    const judged = judgePolicies(bucket, { ...engines.gate, digest: "0".repeat(64) }, manifest);
    await expect(judged).rejects.toMatchObject({ code: "policy/other-module" });
  });

  it.each([
    ["no rule", []],
    ["one rule less", ids.slice(1)],
    ["another rule in place of one", [...ids.slice(1), "s3/renamed"]],
    ["a rule that nobody knows", [...ids, "s3/unknown"]],
  ])("refuses an engine that evaluated %s", async (_, rules) => {
    const judged = judgePolicies(bucket, engineThatEvaluates(rules), manifest);
    await expect(judged).rejects.toMatchObject({ code: "policy/rules-missing" });
  });

  it("refuses a manifest without rules, whatever was evaluated", async () => {
    const judged = judgePolicies(bucket, engineThatEvaluates([]), { ...manifest, rules: [] });
    await expect(judged).rejects.toMatchObject({ code: "policy/rules-missing" });
  });

  it("refuses a change in which there is nothing to read", async () => {
    const judged = judgePolicies(documentOf([]), engines.gate, manifest);
    await expect(judged).rejects.toMatchObject({ code: "policy/nothing-read" });
  });
});
