import { describe, expect, it } from "vitest";
import { TypedChange } from "#shared/core/typed-change.ts";
import { refuseOpenSecrets } from "../../../../app/author/rulebook/open-secrets.ts";
import { PLACEHOLDER } from "../../../../app/author/rulebook/placeholders.ts";

const changeWith = (settings: Record<string, unknown>) =>
  TypedChange.parse({
    stack: "main",
    title: "Add a cluster",
    operations: [{ kind: "create", type: "aws_docdb_cluster", name: "orders", arguments: settings }],
  });

describe("a secret that nobody gave", () => {
  it.each([
    ["in an argument", { master_password: PLACEHOLDER }],
    ["as a part of one", { auth: { passwords: [`${PLACEHOLDER}-5678`] } }],
  ])("is refused %s, with the resource that wants it", (_, settings) => {
    expect(() => refuseOpenSecrets(changeWith(settings))).toThrow(
      expect.objectContaining({ code: "author/needs-secret", details: ["aws_docdb_cluster.orders"] }),
    );
  });

  it("is not seen where the cloud keeps the password", () => {
    const change = changeWith({ manage_master_user_password: true });
    expect(refuseOpenSecrets(change)).toBe(change);
  });
});
