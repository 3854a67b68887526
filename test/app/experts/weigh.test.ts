import { describe, expect, it } from "vitest";
import type { Duty, ExpertFinding, Review } from "#shared/core/review.ts";
import { weigh } from "../../../app/experts/weigh.ts";

const FINDING: ExpertFinding = {
  rule: "security/open-ingress",
  severity: "high",
  status: "fail",
  resource: "aws_security_group.web",
  path: "ingress.0.cidr_blocks.0",
  message: "",
  controls: [],
  quoted: "0.0.0.0/0",
  ...{ id: "", by: "analyser", dimension: "security" },
};

const answered = (duty: Duty, ...findings: ExpertFinding[]): Review => ({
  kind: "answered",
  duty,
  by: "test",
  findings,
  notes: [],
  demoted: 0,
  degraded: null,
  attempts: [],
});
const silent = (duty: Duty): Review => ({
  kind: "silent",
  duty,
  by: "test",
  reason: "no answer in time",
  attempts: [],
});
const REQUIRED: Duty[] = ["security", "fidelity"];

describe("the verdict", () => {
  it("approves when every required duty answered and found nothing", () => {
    expect(weigh([answered("security"), answered("fidelity")], REQUIRED, "high")).toEqual({
      kind: "approved",
      dissent: [],
    });
  });

  it("is undecided when a required duty is silent", () => {
    const verdict = weigh([silent("security"), answered("fidelity")], REQUIRED, "high");
    expect(verdict).toEqual({ kind: "undecided", missing: ["security"], dissent: [] });
  });

  it("is undecided when a required duty was never asked", () => {
    expect(weigh([], REQUIRED, "high")).toEqual({ kind: "undecided", missing: REQUIRED, dissent: [] });
  });

  it("does not wait for a duty that is not required", () => {
    expect(weigh([answered("security"), silent("cost")], ["security"], "high").kind).toBe("approved");
  });

  it.each([
    ["high", "fail", "objected"],
    ["critical", "fail", "objected"],
    ["medium", "fail", "approved"],
    ["high", "unknown", "approved"],
  ] as const)("with one finding that is %s and of status %s is %s", (severity, status, kind) => {
    const reviews = [answered("security", { ...FINDING, severity, status }), answered("fidelity")];
    expect(weigh(reviews, REQUIRED, "high").kind).toBe(kind);
  });

  it("objects even where a required duty is silent", () => {
    const verdict = weigh([answered("fidelity", FINDING), silent("security")], REQUIRED, "high");
    expect(verdict).toEqual({ kind: "objected", findings: [FINDING], dissent: [] });
  });

  it("lets one duty that is not required object", () => {
    const reviews = [answered("security"), answered("fidelity"), answered("cost", FINDING)];
    expect(weigh(reviews, REQUIRED, "high").kind).toBe("objected");
  });
});
