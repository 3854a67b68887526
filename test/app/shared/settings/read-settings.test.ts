import { describe, expect, it } from "vitest";
import { readSettings } from "#shared/settings/read-settings.ts";

const KEYS = `keys:
  app: ["-----BEGIN PUBLIC KEY-----"]
  deployer: ["-----BEGIN PUBLIC KEY-----"]
`;
const GOOD = `version: 1
environments:
  production: { account: "123456789012", region: eu-west-1, apply_environment: production }
stacks:
  invoices: { environment: production }
  network: { environment: production, watches: [modules/], depends_on: [invoices] }
${KEYS}`;

describe("the settings reader", () => {
  it("fills in what is left out", () => {
    const settings = readSettings(GOOD);
    expect(settings.stacks.invoices).toMatchObject({ kind: "cdktf", backend: "git", watches: [] });
    expect(settings.environments.production).toMatchObject({ plan_environment: "code-plan", approvals: 1 });
  });

  it.each([
    ["aws", "123456789012", "acme-prod"],
    ["azure", "00000000-0000-4000-8000-000000000001", "123456789012"],
    ["google", "acme-prod", "1-acme"],
    ["kubernetes", "prod/eu", "prod eu"],
  ])("wants an account of the form that %s has", (cloud, account, other) => {
    const on = (id: string) =>
      readSettings(GOOD.replace('account: "123456789012"', `cloud: ${cloud}, account: "${id}"`));
    expect(on(account).environments.production).toMatchObject({ cloud, account });
    expect(() => on(other)).toThrow(expect.objectContaining({ code: "settings/invalid" }));
  });

  it("needs no region for a cluster, and one everywhere else", () => {
    const without = GOOD.replace(" region: eu-west-1,", "");
    const cluster = without.replace('account: "123456789012"', "cloud: kubernetes, account: prod");
    expect(readSettings(cluster).environments.production).toMatchObject({ region: "" });
    expect(() => readSettings(without)).toThrow(expect.objectContaining({ code: "settings/invalid" }));
  });

  it.each([
    [
      "a mistyped key",
      GOOD.replace("region:", "regoin:"),
      'environments.production.regoin: there is no such key; did you mean "region"?',
    ],
    [
      "a mistyped key at the top",
      GOOD.replace("stacks:", "stack:"),
      'stack: there is no such key; did you mean "stacks"?',
    ],
    [
      "a key that resembles nothing",
      `${GOOD}zzzzzzzzzzz: 1\n`,
      "zzzzzzzzzzz: there is no such key; known are version",
    ],
    [
      "a number for an account",
      GOOD.replace('"123456789012"', "123456789012"),
      "environments.production.account",
    ],
    [
      "an environment that is not there",
      GOOD.replace("invoices: { environment: production", "invoices: { environment: prodction"),
      'there is no "prodction"; did you mean "production"?',
    ],
    [
      "a dependency that is not there",
      GOOD.replace("[invoices]", "[invoice]"),
      'stacks.network.depends_on: there is no "invoice"',
    ],
    ["a stack that waits for itself", GOOD.replace("[invoices]", "[network]"), "it depends on itself"],
    [
      "a path out of the repository",
      GOOD.replace("modules/", "../modules"),
      "is not a path inside the repository",
    ],
    ["an absolute path", GOOD.replace("modules/", "/etc"), "is not a path inside the repository"],
    [
      "two stacks in one folder",
      GOOD.replace("watches: [modules/]", "path: stacks/invoices"),
      "it lies in the folder of invoices",
    ],
  ])("names %s by its path", (_what, text, words) => {
    expect(() => readSettings(text)).toThrow(
      expect.objectContaining({ code: "settings/invalid", message: expect.stringContaining(words) }),
    );
  });

  it.each([
    ["an alias", `${GOOD}seats: &a {}\nbudgets: *a\n`],
    ["a key twice", `${GOOD}version: 1\n`],
    ["no YAML", "a: [1"],
    ["a bomb", `a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n`],
    ["too much", `#${"x".repeat(300_000)}`],
    ["endless nesting", "[".repeat(50_000)],
    ["an unknown tag", `${GOOD}seats: !!js/function x\n`],
  ])("does not read %s", (_what, text) => {
    expect(() => readSettings(text)).toThrow(expect.objectContaining({ code: "settings/unreadable" }));
  });

  it("does not take a prototype for a key", () => {
    expect(() => readSettings(`${GOOD}__proto__: { version: 1 }\n`)).toThrow();
    expect(() => readSettings("")).toThrow(expect.objectContaining({ code: "settings/invalid" }));
  });
});
