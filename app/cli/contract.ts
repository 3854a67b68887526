import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import { judgeContract } from "#shared/checks/contract.ts";
import { decide } from "#shared/checks/decide.ts";
import { promiseWords } from "#shared/checks/promise-words.ts";
import { Contract } from "#shared/core/contract.ts";
import { parseJson } from "#shared/core/parse.ts";
import { sentence } from "./findings.ts";
import { documentIn } from "./plan-file.ts";

const USAGE = `usage: code-engine contract check --contract FILE… --plan FILE [--base FILE…] [--json]
       code-engine contract show --contract FILE…`;

/** Holds a plan against contracts (`check`; those of --base were there before it), or says them in words (`show`). */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      contract: { type: "string", multiple: true, default: [] },
      base: { type: "string", multiple: true, default: [] },
      plan: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const [verb] = positionals;
  const head = await Promise.all(values.contract.map(contractIn));
  if (verb === "show" && head.length > 0) return show(head);
  if (verb !== "check" || head.length === 0 || values.plan === undefined) {
    console.error(USAGE);
    return 2;
  }

  const { engines } = await shippedPolicies();
  const base = await Promise.all(values.base.map(contractIn));
  const findings = await judgeContract(await documentIn(values.plan), { base, head }, engines.contract);
  for (const finding of findings) console.log(values.json ? JSON.stringify(finding) : sentence(finding));
  if (!values.json && findings.length === 0) console.log("Every promise holds.");
  return decide(findings, { block: "high" }, "plan").kind === "passed" ? 0 : 1;
}

async function contractIn(file: string): Promise<Contract> {
  return parseJson(Contract, await readFile(file, "utf8"), "contract/unreadable");
}

function show(contracts: readonly Contract[]): number {
  for (const { id, promises, guards } of contracts) {
    for (const promised of [...promises, ...guards]) {
      console.log(`${id}/${promised.id}: ${promiseWords(promised)}`);
    }
  }
  return 0;
}
