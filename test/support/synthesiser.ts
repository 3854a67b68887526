import { realpathSync } from "node:fs";
import { runProcess } from "#shared/adapters/process.ts";
import { findSandbox } from "#shared/adapters/sandbox.ts";
import { sandboxedSynthesiser } from "#shared/adapters/synthesiser.ts";
import type { Synthesiser } from "#shared/core/synthesiser.ts";

/** The real synthesiser over this repository's own packages. */
export async function realSynthesiser(timeoutMs?: number): Promise<Synthesiser> {
  const nodeModules = realpathSync("node_modules");
  const sandbox = await findSandbox(runProcess);
  return sandboxedSynthesiser({ sandbox, nodeModules, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
}
