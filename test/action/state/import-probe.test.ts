import { describe, expect, it } from "vitest";
import { importProbe } from "../../../action/state/import-probe.ts";
import { PipelineError } from "../../../app/shared/core/error.ts";
import type { Json } from "../../../app/shared/core/json.ts";
import type { Terraform } from "../../../app/shared/core/terraform.ts";
import { bytes } from "../../support/bare-repository.ts";

const TAG = "acme/infra/notes";

/** Terraform as the probe sees it: what it is given is kept, and it answers with this plan or this refusal. */
function terraformThat(answer: Json | Error) {
  const configurations: string[] = [];
  let open = 0;
  const terraform: Terraform = {
    open: async (files) => {
      open += 1;
      configurations.push(Buffer.from(files["main.tf.json"] ?? []).toString("utf8"));
      return {
        statePath: "",
        init: async () => undefined,
        begin: async () => undefined,
        plan: async () => {
          if (answer instanceof Error) throw answer;
          return { text: "", json: answer, versions: {} };
        },
        apply: () => Promise.reject(new Error("a question never applies")),
        state: async () => null,
        watchState: () => () => undefined,
        close: async () => {
          open -= 1;
        },
      };
    },
  };
  return { terraform, configurations, opened: () => open };
}

const workspace = { files: { "main.tf.json": bytes('{"resource":{}}') }, state: null, credentials: {} };
const question = { address: "aws_s3_bucket.a", type: "aws_s3_bucket", id: "acme-a" };
const plan = (change: Json): Json => ({ resource_changes: [{ address: "aws_s3_bucket.a", change }] });
const importing = (tags: Json) => plan({ importing: { id: "acme-a" }, before: { tags_all: tags } });
const refused = (message: string) => new PipelineError("plan/terraform-failed", message, { next: "" });

describe("asking the provider by an import block", () => {
  it.each<[string, Json | Error, string, string]>([
    ["carries the stack's tag", importing({ "code:stack": TAG }), "found", "with the stack's tag"],
    ["carries no tag", importing({}), "found", "without the tag of any stack"],
    ["cannot carry tags", plan({ importing: { id: "acme-a" }, before: {} }), "found", "without the tag"],
    ["carries another's tag", importing({ "code:stack": "acme/infra/b" }), "unanswered", "another stack"],
    ["would not be imported", plan({ actions: ["create"] }), "absent", "would not import"],
    ["is not planned at all", { resource_changes: [] }, "absent", "would not import"],
    ["does not exist", refused("Cannot import non-existent remote object"), "absent", "no such object"],
    ["is not ours to see", refused("403 AccessDenied"), "unanswered", "403 AccessDenied"],
  ])("answers for an object that %s", async (_what, answer, kind, words) => {
    const { terraform, opened } = terraformThat(answer);
    const said = await importProbe(terraform, workspace, TAG).lookUp(question);
    expect(said).toEqual({ kind, answer: expect.stringContaining(words) });
    expect(opened()).toBe(0);
  });

  it("never lets an id become an expression", async () => {
    const { terraform, configurations } = terraformThat(importing({}));
    const id = '${file("/etc/passwd")}';
    await importProbe(terraform, workspace, TAG).lookUp({ ...question, id });
    expect(JSON.parse(configurations[0] ?? "")).toEqual({
      import: [{ id: `$${id}`, to: "aws_s3_bucket.a" }],
      resource: {},
    });
  });

  it("leaves what is no answer of Terraform to its caller", async () => {
    const { terraform, opened } = terraformThat(new Error("ENOSPC"));
    await expect(importProbe(terraform, workspace, TAG).lookUp(question)).rejects.toThrow("ENOSPC");
    expect(opened()).toBe(0);
  });
});
