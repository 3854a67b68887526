import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ALLOWED_PACKAGES, checkPackages } from "#shared/synth/allowed-packages.ts";
import { refusalOf } from "../../../support/refusal-of.ts";

const good = () => ({
  lockfileVersion: 3,
  packages: {
    "": { dependencies: { cdktf: "0.21.0" } },
    "node_modules/cdktf": { ...ALLOWED_PACKAGES.cdktf },
    "node_modules/cdktf/node_modules/semver": { version: "7.7.2", inBundle: true },
    "node_modules/constructs": { ...ALLOWED_PACKAGES.constructs },
  } as Record<string, object>,
});
const check = (packages: Record<string, object>) =>
  checkPackages(JSON.stringify({ ...good(), packages: { ...good().packages, ...packages } }));
const CDKTF = ALLOWED_PACKAGES.cdktf;

describe("the packages of a stack", () => {
  it("are those on the list, and what these bundle", () => {
    expect(refusalOf(() => check({}))).toBeNull();
  });

  it("are the ones that this repository itself has locked", () => {
    const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
    for (const [name, known] of Object.entries(ALLOWED_PACKAGES)) {
      const { version, integrity } = packages[`node_modules/${name}`];
      expect({ version, integrity }).toEqual(known);
    }
  });

  it.each<[string, Record<string, object>]>([
    ["a stranger", { "node_modules/left-pad": { version: "1.0.0", integrity: "sha512-x" } }],
    ["another version", { "node_modules/cdktf": { ...CDKTF, version: "0.20.0" } }],
    ["other bytes", { "node_modules/cdktf": { ...CDKTF, integrity: "sha512-evil" } }],
    ["no bytes named", { "node_modules/cdktf": { version: "0.21.0" } }],
    ["a link", { "node_modules/cdktf": { ...CDKTF, link: true, resolved: "stacks/evil" } }],
    ["a nested copy", { "node_modules/cdktf/node_modules/evil": { version: "1.0.0" } }],
    [
      "a nested copy that says it is bundled",
      { "node_modules/cdktf/node_modules/evil": { inBundle: true, resolved: "https://evil" } },
    ],
    ["a workspace", { "stacks/evil": { version: "1.0.0" } }],
    ["a path that climbs", { "node_modules/../evil": {} }],
    ["a name of the prototype", { "node_modules/constructor": { version: "1.0.0" } }],
  ])("are not %s", (_what, packages) => {
    expect(() => check(packages)).toThrow(expect.objectContaining({ code: "synth/dependency-not-allowed" }));
  });

  it.each(["{", '{"lockfileVersion":1,"packages":{}}', '{"lockfileVersion":3}'])(
    "are not read from %s",
    (text) => {
      expect(() => checkPackages(text)).toThrow(expect.objectContaining({ code: "synth/lock-unreadable" }));
    },
  );
});
