import type { ChangeDocument } from "#shared/core/change-document.ts";
import type { Contract } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { Review, Verdict } from "#shared/core/review.ts";
import { askSeats } from "../experts/ask-seats.ts";
import { weigh } from "../experts/weigh.ts";
import { archived } from "./archived.ts";
import type { Ground } from "./ground.ts";
import type { Request } from "./hands.ts";
import type { Judges } from "./judges.ts";

interface Reviewed {
  readonly reviews: readonly Review[];
  readonly verdict: Verdict;
}

interface Judged {
  readonly ground: Pick<Ground, "stack">;
  readonly said: readonly string[];
  readonly contract: Contract;
  readonly document: ChangeDocument;
  readonly findings: readonly Finding[];
}

/** Only an approved change becomes a pull request: an objection, and a required seat that is silent, are refusals. */
export async function consult(
  request: Request,
  { ground, said, contract, document, findings }: Judged,
  { seats, archive }: Judges,
): Promise<Reviewed> {
  const { settings, signal } = request;
  const packet = { request: said.join("\n"), document, contract, findings: [...findings] };
  const reviews = await askSeats(packet, seats, signal);
  const verdict = weigh(reviews, settings.seats.required, settings.thresholds.block);
  await archived(request, { stack: ground.stack, packet, reviews, verdict }, archive);
  if (verdict.kind === "approved") return { reviews, verdict };
  if (verdict.kind === "undecided") {
    throw new PipelineError("experts/undecided", `Not heard: ${verdict.missing.join(", ")}.`, {
      next: "Write /code retry: without these seats nothing is proposed.",
    });
  }
  const held = verdict.findings.map(({ rule, resource, message }) => `${rule}: ${resource}: ${message}`);
  throw new PipelineError("experts/objected", held.join("; "), {
    next: "Ask for what the experts can accept.",
  });
}
