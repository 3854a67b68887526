import { readFile } from "node:fs/promises";
import type { ChangeDocument } from "#shared/core/change-document.ts";
import { documentFromPlan } from "#shared/synth/document-from-plan.ts";
import { parsePlanBytes } from "#shared/synth/plan-bytes.ts";

/** The change of a file that `terraform show -json` wrote; `plan/…` where it is something else. */
export async function documentIn(file: string): Promise<ChangeDocument> {
  return documentFromPlan(parsePlanBytes(await readFile(file)));
}
