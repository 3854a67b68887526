import { Consultation } from "#shared/core/consultation.ts";
import { Settings } from "#shared/core/settings.ts";
import { promptsDigest } from "../../app/experts/prompt/prompts.ts";
import { ATTEMPT } from "./attempt.ts";
import { created, documentOf } from "./change.ts";

const { seats, budgets, thresholds } = Settings.shape;
export const TERMS = {
  seats: seats.parse(undefined),
  budgets: budgets.parse(undefined),
  thresholds: thresholds.parse(undefined),
};

const SAID = { ...ATTEMPT, dollars: 0.25, answer: "raw words of the zebrafish" };

/** A consultation with one seat that a model has filled; what was said is told from all else by the zebrafish in it. */
export function consultation(change: Partial<Consultation> = {}): Consultation {
  const finding = {
    ...{ id: "S1", by: "model", dimension: "security", rule: "NET-1", severity: "medium", status: "fail" },
    ...{ resource: "aws_sqs_queue.orders", path: "name", quoted: "zebrafish", message: "a zebrafish" },
  };
  const answered = { kind: "answered", notes: [], degraded: null, demoted: 1 };
  return Consultation.parse({
    version: 2,
    release: { prompts: promptsDigest(), code: "d".repeat(64) },
    packet: {
      request: "a queue for the zebrafish",
      document: documentOf([created("aws_sqs_queue.orders", { name: "zebrafish" })]),
      contract: { version: 1, id: "issue-1", promises: [], guards: [], withdraws: [] },
      findings: [],
    },
    terms: TERMS,
    reviews: [
      { ...answered, duty: "security", by: "openai/gpt-5", findings: [finding], attempts: [SAID] },
      { kind: "silent", duty: "fidelity", by: "key-less analyser", reason: "x/y", attempts: [] },
    ],
    verdict: { kind: "undecided", missing: ["fidelity"], dissent: [] },
    ...change,
  });
}
