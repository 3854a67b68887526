import { describe, expect, it } from "vitest";
import type { Rejected } from "#shared/core/author.ts";
import { mendByRules } from "../../../app/author/mend-by-rules.ts";
import { KNOWN } from "../../support/known.ts";

const LONG =
  "a-name-that-is-longer-than-it-may-be-and-goes-on-and-on-and-on-for-no-reason-at-all-in-the-world";
const SAYS = 'expected length of name to be in the range (1 - 64), got aws_iam_role"';

function rejected(rule: string, more: object = {}): Rejected {
  const role = { kind: "create" as const, mode: "managed" as const, type: "aws_iam_role", name: "worker" };
  const settings = { name: LONG, assume_role_policy: { $policy: { statements: [] } } };
  return {
    ...{ stack: "app", region: "eu-west-1", request: "a role", wishes: [], existing: [], catalogue: [] },
    draft: {
      ...{ stack: "app", title: "Add a role", assumptions: ["It is called so."], questions: [] },
      operations: [{ ...role, arguments: settings, dependsOn: [], ...more }],
    },
    problems: [
      {
        ...{ rule, resource: "aws_iam_role.worker", path: "name", message: SAYS },
        ...{ severity: "high", status: "fail", controls: [] },
      },
    ],
  };
}

describe("mending by rules", () => {
  it("does what Terraform says, and keeps what the change assumed", () => {
    const mended = mendByRules(rejected("terraform/validate"), KNOWN);
    expect(mended?.operations[0]).toMatchObject({
      arguments: { name: LONG.slice(0, 64).replace(/-+$/, "") },
    });
    expect(mended?.assumptions).toEqual(["It is called so."]);
  });

  it.each([
    ["what a policy holds against it", rejected("s3/versioned")],
    ["a resource with a count", rejected("terraform/validate", { count: 2 })],
    ["a resource that waits for another", rejected("terraform/validate", { dependsOn: ["aws_vpc.a"] })],
  ])("leaves %s as it is", (_, given) => {
    expect(mendByRules(given, KNOWN)).toBeNull();
  });
});
