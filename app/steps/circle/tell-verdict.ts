import { code } from "#shared/report/escape.ts";
import { historyIn } from "../../experts/record/history.ts";
import { precisionsIn } from "../../experts/record/tally.ts";
import { expertsText } from "../../pull-request/experts.ts";
import type { Request } from "../hands.ts";
import { announceVerdict } from "./announce-verdict.ts";
import type { Reviewed } from "./consult.ts";
import { objected, problemsOf } from "./objections.ts";
import type { Reconsidered } from "./standing.ts";

/** Puts a verdict on the head that was judged, and says it; an objection is a refusal (`experts/objected`) with one question. */
export async function tellVerdict(
  { hands }: Pick<Request, "hands">,
  { ground }: Reconsidered,
  { reviews, verdict }: Reviewed,
): Promise<string> {
  const precision = precisionsIn(historyIn(await hands.ledger.events()));
  await announceVerdict(hands.checks, ground.start, { reviews, verdict, precision });
  if (verdict.kind === "objected") throw objected(problemsOf({ verdict }));
  const next = verdict.kind === "approved" ? READY : AGAIN;
  return `Judged as it stands at ${code(ground.start.slice(0, 7))}. ${next}\n\n${expertsText(reviews, verdict, precision)}`;
}

const READY = "A draft is merged by nobody: mark it ready for review.";
const AGAIN = "It stays a draft: `/code retry` asks once more, or review it yourself and mark it ready.";
