import type { ImportProbe } from "#shared/core/cloud.ts";
import { PipelineError } from "#shared/core/error.ts";
import { canonicalJson, isJsonObject, Json } from "#shared/core/json.ts";
import { parseJson } from "#shared/core/parse.ts";
import type { Configuration, Planned, Secrets, Terraform } from "#shared/core/terraform.ts";
import { escapeLiteral } from "#shared/hcl/escape.ts";
import { STACK_TAG } from "#shared/synth/provider-guard.ts";

const CONFIGURATION = "main.tf.json";

type Workspace = Secrets & { readonly files: Configuration };

/**
 * Asks the provider by planning the configuration with an import block. Found is what the plan would import; an object that carries
 * another stack's tag is never ours (`unanswered`), and one that carries none is said to.
 */
export function importProbe(terraform: Terraform, workspace: Workspace, tag: string): ImportProbe {
  return {
    async lookUp({ address, id }) {
      const files = { ...workspace.files, [CONFIGURATION]: withImport(workspace, { to: address, id }) };
      const run = await terraform.open(files);
      try {
        await run.begin(workspace);
        return answerOf(await run.plan(), address, tag);
      } catch (error) {
        if (!(error instanceof PipelineError)) throw error;
        return refusalOf(error);
      } finally {
        await run.close();
      }
    },
  };
}

function withImport({ files }: Workspace, { to, id }: { to: string; id: string }): Uint8Array {
  const text = Buffer.from(files[CONFIGURATION] ?? []).toString("utf8");
  const json = parseJson(Json, text, "plan/unreadable");
  const given = isJsonObject(json) ? json : {};
  return Buffer.from(canonicalJson({ ...given, import: [{ to, id: escapeLiteral(id) }] }), "utf8");
}

type Answer = Awaited<ReturnType<ImportProbe["lookUp"]>>;

function answerOf({ json }: Planned, address: string, tag: string): Answer {
  const changes = isJsonObject(json) && Array.isArray(json.resource_changes) ? json.resource_changes : [];
  const ours = changes.filter(isJsonObject).find((resource) => resource.address === address);
  const change = isJsonObject(ours?.change) ? ours.change : {};
  if (change.importing === undefined) return { kind: "absent", answer: "the plan would not import it" };
  const tags = isJsonObject(change.before) ? change.before.tags_all : undefined;
  const owner = isJsonObject(tags) ? tags[STACK_TAG] : undefined;
  if (owner === tag) return { kind: "found", answer: "the provider finds it, with the stack's tag" };
  if (owner !== undefined)
    return { kind: "unanswered", answer: "it exists, and carries another stack's tag" };
  return { kind: "found", answer: "the provider finds it, without the tag of any stack" };
}

function refusalOf({ message }: PipelineError): Answer {
  if (/cannot import non-existent remote object/i.test(message))
    return { kind: "absent", answer: "the provider finds no such object" };
  return { kind: "unanswered", answer: `the provider did not say: ${message.slice(0, 300)}` };
}
