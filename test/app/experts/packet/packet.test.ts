import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ResourceChange } from "#shared/core/change-document.ts";
import { type Json, plainJson } from "#shared/core/json.ts";
import { packetOf } from "../../../../app/experts/packet/packet.ts";
import { REDACTED, redact } from "../../../../app/experts/packet/redact.ts";
import { digestOf } from "../../../../app/experts/packet/shuffled.ts";
import { created, documentOf } from "../../../support/change.ts";

const CONTRACT = { version: 1 as const, id: "issue-1", promises: [], guards: [], withdraws: [] };
const packetWith = (resources: ResourceChange[], more: Partial<Parameters<typeof packetOf>[0]> = {}) =>
  packetOf({
    ...{ stack: "storage", request: "a bucket", stripped: [], contract: CONTRACT, findings: [] },
    ...{ document: documentOf(resources), files: {}, terraform: {}, ...more },
  });

const database = (secret: string) =>
  created(
    "aws_db_instance.orders",
    { master: secret, tags: { note: `is ${secret}` } },
    { sensitive: { master: true } },
  );
const promising = (path: string, value: string) => ({
  ...CONTRACT,
  promises: [{ kind: "equals" as const, id: "P1", subject: { type: "aws_db_instance" }, path, value }],
});

/** In halves, so that no scanner takes this file for a leak. */
const KEYS = [
  ["AKIA", "IOSFODNN7EXAMPLE"],
  ["ghp_", "16C7e42F292c6912E7710c838347Ae178B4a"],
  ["xoxb-", "123456789012-abcdefghijkl"],
  ["sk-ant-", "api03-abcdefghijklmnopqrstuvwx"],
  ["-----BEGIN RSA PRIVATE KEY-----\n", "MIIEpAIBAAKCAQEA7bq\n-----END RSA PRIVATE KEY-----"],
  ["postgres://admin:", "hunter2hunter2@db.example.com/orders"],
  ["bPxRfiCYEXAMPLE", "KEYwJalrXUtnFEMI7MDENG92"],
].map(([one = "", other = ""]) => one + other);

describe("what is taken out of a packet", () => {
  it.each(KEYS)("is %s, wherever it stands", (key) => {
    const where = fc.constantFrom<(inner: Json) => Json>(
      (inner) => ({ user_data: inner }),
      (inner) => [{ tags: { note: inner } }],
      (inner) => ({ a: [{ b: [{ c: inner }] }] }),
    );
    fc.assert(
      fc.property(where, fc.constantFrom("", "before ", "key="), (hide, before) => {
        const value = hide(key.includes(" ") || before === "" ? key : `${before}${key}`);
        if (before !== "" && /^bPx/.test(key)) return;
        expect(JSON.stringify(redact(value))).not.toContain(
          key.slice(0, 24).split("\n")[0]?.slice(12) || key,
        );
      }),
    );
  });

  it.each<[string, Json]>([
    ["a digest", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    ["a commit", "4e253b0d3a1e0c0f6f5b8d1d7c9f4f1c1f1e2d3c"],
    ["a UUID", "123e4567-e89b-12d3-a456-426614174000"],
    ["an ARN", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf"],
    ["a policy", '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}'],
    ["a name of many words", "invoices-production-eu-central-1-access-logs"],
    ["a camel-case name", "InvoicesProductionAccessLogsBucketPolicyStatement"],
    ["an address", "10.0.0.0/16"],
    ["a number", 443],
    ["a flag", true],
  ])("is not %s", (_, value) => {
    expect(redact({ value })).toEqual({ value });
  });

  it("is what is marked as sensitive, whole or in part, and wherever else it stands", () => {
    const secret = "correct-horse-battery";
    const database = created(
      "aws_db_instance.orders",
      { master: secret, replicas: [{ pin: 4711 }], engine: "postgres" },
      { sensitive: { master: true, replicas: true } },
    );
    const packet = packetWith([database], {
      request: `use ${secret}`,
      terraform: { resource: { note: `is ${secret}` } },
      files: { "stacks/storage/storage.ts": { before: null, after: `password: "${secret}"` } },
      findings: [
        ...[
          {
            rule: "x/y",
            severity: "low" as const,
            status: "fail" as const,
            resource: "",
            path: "",
            controls: [],
          },
        ].map((one) => ({ ...one, message: `has ${secret}` })),
      ],
    });
    expect(JSON.stringify(packet)).not.toContain(secret);
    expect(packet.document.resources[0]?.after).toEqual({
      ...{ master: REDACTED.sensitive, replicas: [{ pin: REDACTED.sensitive }], engine: "postgres" },
    });
  });

  it.each(["true", "null", "5432", "name", "aws", "resource"])(
    "is a sensitive %s where it is marked, and breaks nothing else",
    (value) => {
      const parameter = created(
        "aws_ssm_parameter.flag",
        { value, name: "x" },
        { sensitive: { value: true } },
      );
      const terraform = {
        resource: { aws_s3_bucket: { logs: { name: "x", on: true, port: 5432, off: null } } },
      };
      const packet = packetWith([parameter], { terraform });
      expect(packet.document.resources[0]?.after).toEqual({ value: REDACTED.sensitive, name: "x" });
      expect(packet.terraform).toEqual(terraform);
    },
  );

  it("is in no form anywhere, whatever the secret, and changes no name of a member", () => {
    const keys = (value: unknown): unknown =>
      typeof value === "object" && value !== null
        ? Object.entries(value).map(([key, part]) => [key, keys(part)])
        : null;
    fc.assert(
      fc.property(fc.string({ minLength: 6, maxLength: 40 }), (secret) => {
        // What the packet says in any case cannot be missing from it.
        const plain = JSON.stringify(packetWith([database("xxxxxx")]));
        fc.pre(!plain.includes(secret) && !REDACTED.sensitive.includes(secret) && secret.trim() === secret);
        const packet = packetWith([database(secret)], {
          request: `use ${secret} please`,
          terraform: { note: secret, address: encodeURIComponent(secret) },
          contract: promising("tags.note", secret),
          files: { "a.ts": { before: null, after: `x(${JSON.stringify(secret)})` } },
        });
        const [said, same] = [JSON.stringify(packet.document), JSON.stringify(packet.contract)];
        expect([said.includes(JSON.stringify(secret)), same.includes(JSON.stringify(secret))]).toEqual([
          false,
          false,
        ]);
        expect(JSON.stringify([packet.request, packet.code, packet.terraform])).not.toContain(
          JSON.stringify(secret).slice(1, -1),
        );
        expect(keys(packet.document)).toEqual(keys(packetWith([database("xxxxxx")]).document));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["in base 64", (secret: string) => Buffer.from(secret).toString("base64")],
    ["in an address", (secret: string) => `https://x/?p=${encodeURIComponent(secret)}`],
    ["escaped", (secret: string) => JSON.stringify({ p: secret })],
  ])("is gone %s, too", (_, form) => {
    const secret = 'a"quoted" pass/word+';
    const packet = packetWith([database(secret)], { request: `take ${form(secret)}` });
    expect(packet.request).not.toContain(form(secret).slice(-12, -4));
  });

  it("stands in promise and change alike, so that the promise still compares", () => {
    const secret = "correct-horse-battery";
    const packet = packetWith([database(secret)], { contract: promising("master", secret) });
    expect(packet.contract.promises).toMatchObject([{ path: "master", value: REDACTED.sensitive }]);
    const named = packetWith([], { contract: promising("db_password", "letmein") });
    expect(named.contract.promises).toMatchObject([{ path: "db_password", value: REDACTED.named }]);
  });

  it("is taken out of code and request, when its name or its form gives it away in the change", () => {
    const random = KEYS.at(-1) ?? "";
    const job = created("aws_lambda_function.job", { DB_PASSWORD: "correcthorsebattery", note: random });
    const text = `DB_PASSWORD: "correcthorsebattery", note: "${random}"`;
    const packet = packetWith([job], { request: text, files: { "a.ts": { before: null, after: text } } });
    for (const secret of ["correcthorsebattery", random])
      expect(JSON.stringify(packet)).not.toContain(secret);
  });

  it.each([
    ["secret_key", true],
    ["dbPassword", true],
    ["PGPASSWORD", true],
    ["master_passphrase", true],
    ["password_wo", true],
    ["connection_string", true],
    ["password_length", false],
    ["http_tokens", false],
    ["secret_name", false],
  ])("may have the name %s: %s", (name, isSecret) => {
    expect(redact({ [name]: "letmein" })).toEqual({ [name]: isSecret ? REDACTED.named : "letmein" });
  });

  it("is no expression, and a literal behind one", () => {
    const given = { password: "${var.it}", token: '${jsonencode({ "a" = 1 })}', secret: "${var.a}-hunter2" };
    expect(redact(given)).toEqual({ ...given, secret: REDACTED.named });
  });

  it("is what its name calls a secret, and never a file that holds some", () => {
    expect(redact({ db_password: "letmein" })).toEqual({ db_password: REDACTED.named });
    const files = Object.fromEntries(
      ["a/terraform.tfstate", "a/prod.tfvars", ".env", "a/.env.local", ".npmrc", "a/environment.ts"].map(
        (path) => [path, { before: null, after: "text" }],
      ),
    );
    expect(packetWith([], { files }).code).toEqual([{ path: "a/environment.ts", text: "+text" }]);
  });
});

describe("a packet", () => {
  it("cannot be changed", () => {
    const packet = packetWith([created("aws_s3_bucket.logs", { bucket: "logs" })]);
    expect(() => packet.document.resources.push()).toThrow(TypeError);
    expect(() => Object.assign(packet, { request: "other" })).toThrow(TypeError);
  });

  it("has a digest that the order of keys does not change, and every value does", () => {
    const one = packetWith([created("aws_s3_bucket.logs", { bucket: "logs", tags: { a: "1" } })]);
    const same = packetWith([created("aws_s3_bucket.logs", { tags: { a: "1" }, bucket: "logs" })]);
    const other = packetWith([created("aws_s3_bucket.logs", { bucket: "logs", tags: { a: "2" } })]);
    expect(digestOf(plainJson(one))).toBe(digestOf(plainJson(same)));
    expect(digestOf(plainJson(one))).not.toBe(digestOf(plainJson(other)));
  });

  it("shows the lines that go and come, with some around", () => {
    const before = "a\nb\nc\nd\ne\nf\ng\nh";
    const files = { "x.ts": { before, after: before.replace("e", "E\nE") } };
    expect(packetWith([], { files }).code).toEqual([
      { path: "x.ts", text: " b\n c\n d\n-e\n+E\n+E\n f\n g\n h" },
    ]);
  });
});
