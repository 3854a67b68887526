import { billed } from "./steps/circle/billed.ts";
import { consult } from "./steps/circle/consult.ts";
import { requireUndecided } from "./steps/circle/require-undecided.ts";
import { billOf } from "./steps/circle/staff.ts";
import { standingOf } from "./steps/circle/standing.ts";
import { tellVerdict } from "./steps/circle/tell-verdict.ts";
import type { Request } from "./steps/hands.ts";
import type { Judges } from "./steps/judges.ts";

/** retry on a pull request of ours ─▶ its head as it stands ─▶ checks ─▶ experts ─▶ their check on it: no author is asked and nothing is written */
export function reconsider(request: Request, judges: Judges): Promise<string> {
  return billed(
    request,
    () => billOf(request, judges),
    async () => {
      await request.teller.stage("Validate");
      const standing = await standingOf(request, judges);
      await requireUndecided(request, standing);
      await request.teller.stage("Experts");
      const said = await consult(request, standing, judges);
      return await tellVerdict(request, standing, said);
    },
  );
}
