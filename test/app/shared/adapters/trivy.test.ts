import { createHash } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runProcess } from "#shared/adapters/process.ts";
import { trivyScanner } from "#shared/adapters/trivy.ts";
import type { Json } from "#shared/core/json.ts";
import { tool } from "../../../support/tools.ts";

const OPEN_BUCKET = 'resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n}\n';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "trivy-test-"));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const scannerOf = (binary: string, sha256?: string) =>
  trivyScanner({
    binary,
    cacheDirectory: join(directory, "cache"),
    run: runProcess,
    ...(sha256 === undefined ? {} : { sha256 }),
  });

/** A program that answers as Trivy might: the version, and then this. */
function pretender(version: string, answer: string): string {
  const path = join(directory, "pretender");
  const script = `#!/bin/sh\nif [ "$1" = --version ]; then echo '{"Version":"${version}"}'; else ${answer}; fi\n`;
  writeFileSync(path, script);
  chmodSync(path, 0o700);
  return path;
}

describe("scanning with Trivy", () => {
  it("names rule, severity and resource of what it finds in Terraform text", async () => {
    const findings = await scannerOf(tool("trivy")).scan(OPEN_BUCKET, "terraform");
    expect(findings).toContainEqual({
      rule: "trivy/AWS-0086",
      severity: "high",
      status: "fail",
      resource: "aws_s3_bucket.logs",
      path: "",
      message: "S3 Access block should block public ACL: No public access block so not blocking public acls",
      controls: [],
    });
  });

  it("hands on the references of a JSON configuration without the text of their template", async () => {
    const finding = { ID: "AWS-1", Severity: "HIGH", Status: "FAIL" };
    const answer = (found: Json[]) => `echo '${JSON.stringify({ Results: [{ Misconfigurations: found }] })}'`;
    const script = `for file; do :; done; if grep -q constant_value "$file"; then ${answer([finding])}; else ${answer([])}; fi`;
    const scanner = scannerOf(pretender("0.76.0", script));
    const template = { constant_value: "${aws_s3_bucket.a.id}", references: ["aws_s3_bucket.a.id"] };
    expect(await scanner.scan({ configuration: { bucket: template } }, "plan")).toEqual([]);
    expect(await scanner.scan({ configuration: { bucket: { constant_value: "a" } } }, "plan")).toHaveLength(
      1,
    );
  });

  it("starts with a binary of the digest it was promised", async () => {
    const sha256 = createHash("sha256")
      .update(readFileSync(tool("trivy")))
      .digest("hex");
    await expect(scannerOf(tool("trivy"), sha256).ready()).resolves.toBeUndefined();
  });

  it("refuses a binary of another digest", async () => {
    const scanner = scannerOf(pretender("0.76.0", "true"), "0".repeat(64));
    await expect(scanner.ready()).rejects.toMatchObject({ code: "trivy/wrong-digest" });
  });

  it("refuses when there is no binary to compare", async () => {
    const scanner = scannerOf(join(directory, "nowhere"), "0".repeat(64));
    await expect(scanner.ready()).rejects.toMatchObject({ code: "trivy/not-found" });
  });

  it("refuses the version that was stolen", async () => {
    const scanner = scannerOf(pretender("0.69.4", "true"));
    await expect(scanner.ready()).rejects.toMatchObject({ code: "trivy/compromised-version" });
  });

  it("refuses a document that Trivy does not recognise", async () => {
    const scanner = scannerOf(tool("trivy"));
    await expect(scanner.scan({}, "plan")).rejects.toMatchObject({ code: "trivy/nothing-scanned" });
  });

  it.each([
    ["trivy/failed", "exit 1"],
    ["trivy/unreadable", "echo no JSON"],
    ["trivy/unreadable", `echo '{"Results": 3}'`],
  ])("refuses with %s when the scan answers by %s", async (code, answer) => {
    const scanner = scannerOf(pretender("0.76.0", answer));
    await expect(scanner.scan(OPEN_BUCKET, "terraform")).rejects.toMatchObject({ code });
  });
});
