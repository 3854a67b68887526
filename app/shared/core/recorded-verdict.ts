import { z } from "zod";
import { Finding, Severity } from "./finding.ts";

/** What an entry of the deploy ledger records in `body.judged`, so that an auditor can judge again. */
export const RecordedVerdict = z.strictObject({
  source: z.enum(["synth", "plan"]),
  block: Severity,
  /** Without their messages, which quote values; rule, severity and status are what decides. */
  findings: z.array(Finding.omit({ message: true })),
  verdict: z.enum(["passed", "blocked"]),
});
export type RecordedVerdict = z.infer<typeof RecordedVerdict>;
