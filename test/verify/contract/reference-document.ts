import type { ChangeDocument } from "#shared/core/change-document.ts";
import { isJsonObject, type Json } from "#shared/core/json.ts";
import { ownText } from "#shared/synth/configuration.ts";
import { documentFromPlan } from "#shared/synth/document-from-plan.ts";
import { referenceJson } from "../../bench/roundtrip/reference-json.ts";

/**
 * A reference's plan with the own text of its templates, which Terraform tells of JSON, which our stacks are, and leaves out of its
 * own language, which the references are.
 */
export async function referenceDocument(plan: Json, hcl: string): Promise<ChangeDocument> {
  const document = documentFromPlan(plan);
  const { resource: written = {} } = await referenceJson(hcl);
  const bodyOf = (type: string, name: string): Json => {
    const named = isJsonObject(written) ? written[type] : null;
    return isJsonObject(named) ? (named[name] ?? null) : null;
  };
  return {
    ...document,
    resources: document.resources.map((one) => ({
      ...one,
      templates: templatesIn(bodyOf(one.type, one.name)),
    })),
  };
}

function templatesIn(value: Json, path: readonly string[] = []): { path: string; text: string }[] {
  if (typeof value === "string")
    return value.includes("${") ? [{ path: path.join("."), text: ownText(value) }] : [];
  if (Array.isArray(value)) return value.flatMap((one) => templatesIn(one, path));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, one]) => templatesIn(one, [...path, name]));
}
