import { describe, expect, it } from "vitest";
import { decide } from "#shared/checks/decide.ts";
import type { Finding } from "#shared/core/finding.ts";

const finding = (severity: Finding["severity"], status: Finding["status"]): Finding => ({
  rule: "s3/public_access_blocked",
  severity,
  status,
  resource: "aws_s3_bucket.logs",
  path: "",
  message: "",
  controls: [],
});

describe("the decision over findings", () => {
  it.each([
    ["plan", "medium", "fail", "passed"],
    ["plan", "high", "fail", "blocked"],
    ["plan", "critical", "fail", "blocked"],
    ["plan", "medium", "unknown", "passed"],
    ["plan", "high", "unknown", "blocked"],
    ["synth", "high", "fail", "blocked"],
    ["synth", "high", "unknown", "passed"],
    ["synth", "critical", "unknown", "passed"],
  ] as const)("on a %s with a %s finding of status %s is %s", (...[source, severity, status, kind]) => {
    expect(decide([finding(severity, status)], { block: "high" }, source).kind).toBe(kind);
  });

  it("names what blocks and nothing else", () => {
    const decision = decide([finding("low", "fail"), finding("critical", "fail")], { block: "high" }, "plan");
    expect(decision).toEqual({ kind: "blocked", blocking: [finding("critical", "fail")] });
  });

  it("passes a change without findings", () => {
    expect(decide([], { block: "low" }, "plan")).toEqual({ kind: "passed" });
  });
});
