import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { planPages, planSummary, planTitle } from "#shared/report/plan-report.ts";
import { documentFromPlan } from "#shared/synth/document-from-plan.ts";
import { parsePlanBytes } from "#shared/synth/plan-bytes.ts";

const USAGE = "usage: code-engine report --plan F [--json]";

/** Prints the comment and the check texts of a plan (`terraform show -json`). */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { plan: { type: "string" }, json: { type: "boolean" } } });
  if (values.plan === undefined) {
    console.error(USAGE);
    return 2;
  }
  const report = {
    stack: "",
    environment: "-",
    account: "-",
    region: "-",
    document: documentFromPlan(parsePlanBytes(await readFile(values.plan))),
    contracts: [],
    findings: [],
    blocking: [],
    undo: [],
    remarks: [],
    wholePlan: "the pages below",
  };
  const texts = { title: planTitle(report), comment: planSummary(report), check: planPages(report) };
  console.log(values.json ? JSON.stringify(texts) : [texts.comment, ...texts.check].join("\n\n"));
  return 0;
}
