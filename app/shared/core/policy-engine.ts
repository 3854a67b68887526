import type { Finding } from "./finding.ts";

interface PolicyResult {
  readonly findings: readonly Finding[];
  /** Ids of every rule that was evaluated; fewer than the manifest names is a refusal, never a pass. */
  readonly rules: readonly string[];
}

/** Evaluates the compiled policy module over one document, anything that JSON can say. Throws `policy/engine-failed` when it cannot decide. */
export interface PolicyEngine {
  /** SHA-256 (hex) of the module's bytes. */
  readonly digest: string;
  evaluate(document: object): Promise<PolicyResult>;
}
