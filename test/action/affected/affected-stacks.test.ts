import { describe, expect, it } from "vitest";
import { readSettings } from "#shared/settings/read-settings.ts";
import { affectedStacks } from "../../../action/affected/affected-stacks.ts";
import { refuseFork } from "../../../action/affected/refuse-fork.ts";
import { refusalOf } from "../../support/refusal-of.ts";

const SETTINGS = readSettings(`version: 1
environments: { dev: { account: "123456789012", region: eu-west-1, apply_environment: dev } }
stacks:
  alpha: { environment: dev, depends_on: [zulu] }
  plain: { environment: dev, kind: terraform, path: infra/plain, watches: [modules/net] }
  zulu: { environment: dev }
  last: { environment: dev, depends_on: [alpha] }
keys: { app: ["BEGIN PUBLIC KEY"], deployer: ["BEGIN PUBLIC KEY"] }
`);
const PATHS = ["stacks/alpha/main.ts", "stacks/zulu/main.ts", "stacks/last/main.ts", "infra/plain/main.tf"];
const affected = (changed: string[], paths = PATHS) =>
  affectedStacks({ settings: SETTINGS, changed, paths }).map(({ stack }) => stack);

describe("affected stacks", () => {
  it.each<[string, string[], string[]]>([
    ["a file in the folder", ["stacks/last/main.ts"], ["last"]],
    [
      "a folder whose name only starts alike",
      ["stacks/last-year/x.txt", "stacks/lastx.ts"],
      ["zulu", "alpha", "last"],
    ],
    ["a dependency, which comes first", ["stacks/zulu/main.ts"], ["zulu", "alpha", "last"]],
    ["a watched folder", ["modules/net/main.tf"], ["plain"]],
    ["beside a watched folder", ["modules/network/main.tf"], []],
    ["the lock file of the packages", ["package-lock.json"], ["zulu", "alpha", "last"]],
    ["a package file elsewhere", ["tools/package.json"], []],
    ["a construct that stacks share", ["stacks/constructs/bucket.ts"], ["zulu", "alpha", "last"]],
    ["the settings", [".github/code.yml"], ["zulu", "alpha", "last", "plain"]],
    ["the page", ["README.md"], []],
    ["nothing", [], []],
  ])("of a change to %s", (_what, changed, expected) => {
    expect(affected(changed)).toEqual(expected);
  });

  it("say why", () => {
    const [first, second] = affectedStacks({
      settings: SETTINGS,
      changed: ["stacks/zulu/main.ts"],
      paths: PATHS,
    });
    expect(first?.because).toEqual(["stacks/zulu/main.ts"]);
    expect(second?.because).toEqual(["stack zulu"]);
  });

  it("refuse a folder that is gone", () => {
    const gone = PATHS.filter((path) => !path.startsWith("stacks/zulu"));
    expect(() => affected(["stacks/zulu/main.ts"], gone)).toThrow(
      expect.objectContaining({ code: "affected/stack-folder-missing" }),
    );
  });
});

describe("a head from another repository", () => {
  const head = (repository: string | null) => ({
    number: 1,
    url: "",
    title: "",
    body: "",
    author: "a",
    state: "open" as const,
    merged: false,
    isDraft: false,
    commits: 1,
    mergeCommit: null,
    head: { ref: "x", sha: "s", repository },
    base: { ref: "main", sha: "b" },
  });

  it.each([
    ["another repository", "evil/infra", "affected/fork-head"],
    ["one that is gone", null, "affected/fork-head"],
    ["the same repository", "acme/infra", null],
  ])("of %s is taken or refused", (_, repository, code) => {
    expect(refusalOf(() => refuseFork(head(repository), "acme/infra"))).toBe(code);
  });
});
