import { describe, expect, it } from "vitest";
import { looksSecret } from "#shared/checks/secrets.ts";
import { removeSecrets } from "#shared/hygiene/secrets.ts";

/** In halves, so that no scanner takes this file for a leak. */
const whole = (...halves: string[]) => halves.join("");

describe("a key by its format", () => {
  it.each([
    ["of a cloud", whole("AKIA", "IOSFODNN7EXAMPLE"), true],
    ["too short", whole("AKIA", "IOSFODNN7"), false],
    ["of a code host", whole("glpat-", "abcdefghij0123456789"), true],
    ["of a code host's runner", whole("glrt-", "abcdefghij012345"), true],
    ["too short for a code host", whole("glpat-", "abcdefghij01234"), false],
    ["of a vault", whole("hvs.", "CAESIabcdefghij0123"), true],
    ["of a registry of images", whole("dckr_", "pat_abcdefghij0123456"), true],
    ["of a workspace of Terraform", whole("abcdefghij0123.atlas", "v1.abcdefghij0123456789"), true],
    ["of a bot", whole("1234567890:", "AAabcdefghij0123456789abcdefghij012"), true],
    ["not a bucket that is named after a packager", "npm_package_registry_logs", false],
    ["not an index of packages", "pypi-mirror-of-the-team-logs", false],
    ["of a chat", whole("xoxb-", "1234567890-abc"), true],
    ["of a model's vendor", whole("sk-ant-", "api03-abcdefghijklmnopqrstuvwx"), true],
    ["of a web token", whole("eyJ", "hbGciOiJI.eyJ", "zdWIiOiIx.sig"), true],
    ["in an address", "postgres://admin:hunter2@db.example.com/orders", true],
    ["in an address, behind a template", "postgres://admin:${x}hunter2@db.example.com/orders", true],
    ["not in an address whose password is a template", "postgres://admin:${var.password}@db/orders", false],
    ["not in an address without one", "https://example.com:8443/a@b", false],
    ["not a commit", "4e253b0d3a1e0c0f6f5b8d1d7c9f4f1c1f1e2d3c", false],
  ])("%s is found alike by whoever judges and by whoever removes", (_, text, isKey) => {
    expect(looksSecret(text)).toBe(isKey);
    expect(removeSecrets(text) !== text).toBe(isKey);
  });
});
