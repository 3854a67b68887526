import { Consultation } from "#shared/core/consultation.ts";
import type { Review, Verdict } from "#shared/core/review.ts";
import type { Packet } from "#shared/core/seat.ts";
import { hasModels } from "#shared/core/voice.ts";
import { promptsDigest } from "../../experts/prompt/prompts.ts";
import { told } from "../../experts/record/consulted.ts";
import type { Ground } from "../change/ground.ts";
import type { Request } from "../hands.ts";
import type { Judges } from "../judges.ts";
import { noteFixed } from "./note-fixed.ts";

interface Consulted {
  readonly ground: Pick<Ground, "stack" | "pullRequest">;
  readonly packet: Packet;
  readonly reviews: readonly Review[];
  readonly verdict: Verdict;
}

/**
 * Puts a consultation in which models sit into the ledger, whatever came of it: in clear who was asked and what it cost, sealed what was
 * said. What analysers alone say follows from the commit and the release, and anybody can ask them again.
 */
export async function recorded(
  { thread, hands, settings }: Pick<Request, "thread" | "hands" | "settings">,
  { ground, packet, reviews, verdict }: Consulted,
  { code }: Pick<Judges, "code">,
): Promise<void> {
  if (!hasModels(reviews)) return;
  const { seats, budgets, thresholds } = settings;
  const terms = { seats, budgets, thresholds };
  const consultation = Consultation.parse({
    version: 2,
    release: { prompts: promptsDigest(), code },
    packet,
    terms,
    reviews,
    verdict,
  });
  const pullRequest = ground.pullRequest?.number ?? null;
  const place = { comment: thread.commentId, pullRequest, stack: ground.stack };
  const body = { ...place, ...told(consultation) };
  await hands.ledger.consulted(body, consultation);
  await noteFixed(hands.ledger, { digest: body.consultation, stack: ground.stack, consultation });
}
