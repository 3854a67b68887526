import { describe, expect, it } from "vitest";
import { judgeScan } from "#shared/checks/scanned.ts";
import type { Finding } from "#shared/core/finding.ts";

const finding = (rule: string, resource: string): Finding => ({
  rule,
  severity: "high",
  status: "fail",
  resource,
  path: "",
  message: "",
  controls: [],
});
const scanner = { ready: async () => undefined, scan: async (document: unknown) => document as Finding[] };

describe("judgeScan", () => {
  it("holds against a change only what it did not find in the base", async () => {
    const old = finding("trivy/AWS-0107", "aws_security_group.old");
    const added = finding("trivy/AWS-0107", "aws_security_group.web");
    expect(await judgeScan({ base: [old], head: [old, added] }, "terraform", scanner)).toEqual([added]);
    expect(await judgeScan({ base: null, head: [old] }, "terraform", scanner)).toEqual([old]);
  });
});
