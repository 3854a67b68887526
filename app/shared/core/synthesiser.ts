import type { Json } from "./json.ts";

export interface SynthesisJob {
  /** Every file of the stack and what it imports, by path in the repository; nothing else of the repository is seen. */
  readonly files: Readonly<Record<string, string>>;
  readonly stack: string;
  /** Folder of the stack, such as `stacks/invoices`; its `main.ts` is run. */
  readonly stackPath: string;
}

/**
 * Turns a stack's TypeScript into Terraform JSON, in a sandbox. Refuses by `synth/does-not-compile` (file and line in `details`),
 * `synth/no-output`, `synth/output-not-allowed`, `synth/timeout`.
 */
export interface Synthesiser {
  synthesise(job: SynthesisJob): Promise<Json>;
}
