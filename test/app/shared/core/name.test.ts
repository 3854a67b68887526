import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PipelineError } from "#shared/core/error.ts";
import { filePath } from "#shared/core/file-name.ts";
import {
  branchName,
  labelText,
  refName,
  resourceAddress,
  stackName,
  tagValue,
  userName,
  workspaceName,
} from "#shared/core/name.ts";

type Validator = (value: string) => string;

/** The value itself, or the code of its refusal. */
function judged(validator: Validator, value: string): string {
  try {
    return validator(value);
  } catch (error) {
    if (error instanceof PipelineError) return error.code;
    throw error;
  }
}

const ALL: Readonly<Record<string, Validator>> = {
  branchName,
  refName,
  stackName,
  workspaceName,
  filePath,
  labelText,
  resourceAddress,
  userName,
  tagValue,
};

describe("names", () => {
  it.each<[Validator, string, string]>([
    [branchName, "fix/100%-coverage", "fix/100%-coverage"],
    [branchName, "förbättring", "förbättring"],
    [branchName, "o'brien/(x)#1", "o'brien/(x)#1"],
    [branchName, "code", "name/reserved"],
    [branchName, "codex/state", "codex/state"],
    [branchName, "Code/State/prod", "name/reserved"],
    [branchName, "gitops/lock/x", "name/reserved"],
    [branchName, "refs/heads/main", "name/reserved"],
    [branchName, "FETCH_HEAD", "name/reserved"],
    [branchName, "ahead", "name/reserved"],
    [branchName, "a".repeat(40), "name/reserved"],
    [branchName, "a".repeat(39), "a".repeat(39)],
    [branchName, "a.lock/b", "name/not-allowed"],
    [branchName, "a/.b", "name/not-allowed"],
    [branchName, "-x", "name/not-allowed"],
    [branchName, "a b", "name/not-allowed"],
    [branchName, "a{b", "name/not-allowed"],
    [branchName, "prоd", "name/look-alike"],
    [branchName, "прод", "прод"],
    [branchName, "ｍain", "name/look-alike"],
    [branchName, "a".repeat(245), "name/too-long"],
    [refName, "code/state/prod", "code/state/prod"],
    [stackName, "s".repeat(64), "s".repeat(64)],
    [stackName, "s".repeat(65), "name/too-long"],
    [stackName, "default-vpc", "default-vpc"],
    [stackName, "default", "name/reserved"],
    [stackName, "com1", "name/reserved"],
    [stackName, "com10", "com10"],
    [stackName, "constructor", "name/reserved"],
    [stackName, "Prod", "name/not-allowed"],
    [stackName, "a/b", "name/not-allowed"],
    [workspaceName, "eu_west-1", "eu_west-1"],
    [workspaceName, "Default", "name/reserved"],
    [filePath, "stacks/a/cdk.tf.json", "stacks/a/cdk.tf.json"],
    [filePath, "docs/größe 2.md", "docs/größe 2.md"],
    [filePath, "stacks/a/.terraform.lock.hcl", "stacks/a/.terraform.lock.hcl"],
    [filePath, "a/../b", "name/not-allowed"],
    [filePath, "/etc/passwd", "name/not-allowed"],
    [filePath, "~/x", "name/not-allowed"],
    [filePath, "a/.GIT/config", "name/not-allowed"],
    [filePath, ".github/workflows/x.yml", "name/not-allowed"],
    [filePath, "GIT~1/config", "name/not-allowed"],
    [filePath, "a/ ", "name/not-allowed"],
    [filePath, "a./b", "name/not-allowed"],
    [filePath, "a:b", "name/not-allowed"],
    [filePath, "override.tf.json", "name/reserved"],
    [filePath, "a/x_override.tf.json", "name/reserved"],
    [filePath, "overrides.md", "overrides.md"],
    [filePath, "a/main.tf", "name/reserved"],
    [filePath, "a/x.auto.tfvars", "name/reserved"],
    [filePath, "a/.terraform/x", "name/reserved"],
    [filePath, "a/terraform.tfstate", "name/reserved"],
    [filePath, "aux.json", "name/reserved"],
    [labelText, "area: s3 & iam", "area: s3 & iam"],
    [labelText, "👩‍💻 team", "👩‍💻 team"],
    [labelText, "x".repeat(51), "name/too-long"],
    [labelText, "a\u202eb", "name/hidden-character"],
    [labelText, "", "name/empty"],
    [tagValue, "", ""],
    [tagValue, '${file("/etc/passwd")}', '${file("/etc/passwd")}'],
    [tagValue, "a\nb", "name/hidden-character"],
    [resourceAddress, "aws_s3_bucket.logs", "aws_s3_bucket.logs"],
    [resourceAddress, 'module.a["x"].aws_s3_bucket.logs[0]', 'module.a["x"].aws_s3_bucket.logs[0]'],
    [resourceAddress, "data.aws_vpc.main", "data.aws_vpc.main"],
    [resourceAddress, "data.external.x", "name/not-allowed"],
    [resourceAddress, 'aws_s3_bucket.a["${x}"]', "name/not-allowed"],
    [resourceAddress, "aws_s3_bucket.a[*]", "name/not-allowed"],
    [resourceAddress, "aws_s3_bucket.__proto__", "name/reserved"],
    [resourceAddress, "aws_s3_bucket", "name/not-allowed"],
    [userName, "dependabot[bot]", "dependabot[bot]"],
    [userName, "octocat_acme", "octocat_acme"],
    [userName, "a".repeat(39), "a".repeat(39)],
    [userName, "a".repeat(40), "name/not-allowed"],
    [userName, "a-", "name/not-allowed"],
    [userName, "a[bot]b", "name/not-allowed"],
  ])("%o judges %j as %j", (validator, value, answer) => {
    expect(judged(validator, value)).toBe(answer);
  });

  it.each(Object.entries(ALL))(
    "of %s are handed on unchanged or refused by a code of their own",
    (_, validator) => {
      const piece = fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom("/", ".", "-", "\ud800", "\u200b", "\n", "$(id)", "..", "code/", "aws_x.y"),
      );
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
          const value = pieces.join("");
          const answer = judged(validator, value);
          expect(answer === value || answer.startsWith("name/")).toBe(true);
        }),
      );
    },
  );

  it("are shown in a refusal so that nothing in them can act", () => {
    expect(() => stackName("a\u001b[2K\n::add-mask::x")).toThrowError(/"a\\u001b\[2K\\n::add-mask::x"/);
  });
});
