import { PipelineError } from "#shared/core/error.ts";
import { plainJson } from "#shared/core/json.ts";
import { digestOf } from "../../experts/packet/shuffled.ts";
import { historyIn } from "../../experts/record/history.ts";
import type { Request } from "../hands.ts";
import { packetAbout } from "./consult.ts";
import type { Reconsidered } from "./standing.ts";

/** A verdict stands (`experts/decided`): nobody asks about the same packet until it is the one that he wants. */
export async function requireUndecided(request: Request, standing: Reconsidered): Promise<void> {
  const { order, hands } = request;
  const packet = digestOf(plainJson(packetAbout(request, standing)));
  const { consultations } = historyIn(await hands.ledger.events());
  const said = consultations.filter(({ pullRequest, comment }) => {
    return pullRequest === standing.ground.pullRequest.number && comment !== order.comment.id;
  });
  const last = said.findLast((one) => one.packet === packet);
  if (last === undefined || last.verdict === "undecided") return;
  throw new PipelineError(
    "experts/decided",
    `The experts have decided about exactly this: ${last.verdict}.`,
    {
      next: "Change the pull request, and what it is then is judged anew.",
    },
  );
}
