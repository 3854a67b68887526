import { createHash } from "node:crypto";
import { loadPolicy } from "@open-policy-agent/opa-wasm";
import { z } from "zod";
import { PipelineError } from "../core/error.ts";
import { Finding } from "../core/finding.ts";
import type { PolicyEngine } from "../core/policy-engine.ts";

const Evaluation = z.tuple([
  z.object({ result: z.object({ findings: z.array(Finding), rules: z.array(z.string()) }) }),
]);

/** The entry points of the one compiled module: `gate` judges a change document, `contract` promises over one. */
export interface PolicyEngines {
  readonly gate: PolicyEngine;
  readonly contract: PolicyEngine;
}

/** The module's bytes are given; whatever cannot be loaded, run or read is `policy/engine-failed`, never an empty answer. */
export async function opaEngines(wasm: Uint8Array): Promise<PolicyEngines> {
  const bytes = Uint8Array.from(wasm);
  await failClosed(() => loadPolicy(bytes));
  const digest = createHash("sha256").update(bytes).digest("hex");
  return {
    gate: { digest, evaluate: (document) => evaluate(bytes, "gate/findings", document) },
    contract: { digest, evaluate: (document) => evaluate(bytes, "contract/findings", document) },
  };
}

/** Every evaluation has an instance of its own: a trap leaves nothing behind, and memory is given back. */
function evaluate(wasm: Uint8Array, entrypoint: string, document: object) {
  return failClosed(async () => {
    const policy = await loadPolicy(wasm);
    const [{ result }] = Evaluation.parse(policy.evaluate(document, entrypoint));
    return result;
  });
}

async function failClosed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    // opa-wasm throws bare strings and objects; an engine that cannot answer must stop the run, not pass it.
    const reason = cause instanceof Error ? cause.message : JSON.stringify(cause);
    throw new PipelineError("policy/engine-failed", `The policy module could not decide: ${reason}`, {
      next: "Rebuild it with `npm run policies`; if the document is at fault, report it with the plan that caused it.",
      cause,
    });
  }
}
