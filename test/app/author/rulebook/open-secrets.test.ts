import { describe, expect, it } from "vitest";
import { TypedChange } from "#shared/core/typed-change.ts";
import { refuseOpenSecrets } from "../../../../app/author/rulebook/open-secrets.ts";
import { PLACEHOLDER } from "../../../../app/author/rulebook/placeholders.ts";
import { CATALOGUE } from "../../../support/catalogue.ts";

const changeWith = (settings: Record<string, unknown>, type = "aws_docdb_cluster") =>
  TypedChange.parse({
    stack: "main",
    title: "Add a thing",
    operations: [{ kind: "create", type, name: "orders", arguments: settings }],
  });

describe("a secret that nobody gave", () => {
  it.each([
    ["in an argument", { master_password: PLACEHOLDER }],
    ["as a part of one", { auth: { passwords: [`${PLACEHOLDER}-5678`] } }],
  ])("is refused %s, with the resource that wants it", (_, settings) => {
    expect(() => refuseOpenSecrets(changeWith(settings), CATALOGUE)).toThrow(
      expect.objectContaining({ code: "author/needs-secret", details: ["aws_docdb_cluster.orders"] }),
    );
  });

  it.each([
    ["aws_iam_server_certificate", { certificate_body: "example", private_key: "example" }],
    ["aws_mq_broker", { user: [{ username: "app", password: "example" }] }],
  ])("is refused as any other word where %s keeps one", (type, settings) => {
    expect(() => refuseOpenSecrets(changeWith(settings, type), CATALOGUE)).toThrow(
      expect.objectContaining({ code: "author/needs-secret", details: [`${type}.orders`] }),
    );
  });

  it.each([
    [
      "a reference to what keeps it",
      "aws_db_instance",
      { password: { $ref: "random_password.main.result" } },
    ],
    ["text that anybody may read", "aws_iam_server_certificate", { certificate_body: "example" }],
  ])("is not %s", (_, type, settings) => {
    const change = changeWith(settings, type);
    expect(refuseOpenSecrets(change, CATALOGUE)).toBe(change);
  });

  it("is not seen where the cloud keeps the password", () => {
    const change = changeWith({ manage_master_user_password: true });
    expect(refuseOpenSecrets(change, CATALOGUE)).toBe(change);
  });
});
