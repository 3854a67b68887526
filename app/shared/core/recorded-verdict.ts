import { z } from "zod";
import { Finding, Severity } from "./finding.ts";

/** What an entry of the deploy ledger records in `body.judged`, so that an auditor can judge again. */
export const RecordedVerdict = z.strictObject({
  source: z.enum(["synth", "plan"]),
  block: Severity,
  findings: z.array(Finding),
  verdict: z.enum(["passed", "blocked"]),
});
export type RecordedVerdict = z.infer<typeof RecordedVerdict>;
