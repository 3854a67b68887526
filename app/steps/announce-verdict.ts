import type { CheckDraft, Checks } from "#shared/core/host.ts";
import type { Review, Verdict } from "#shared/core/review.ts";
import { hasModels, type PrecisionOf } from "#shared/core/voice.ts";
import { expertsText } from "../pull-request/experts.ts";

interface Said {
  readonly reviews: readonly Review[];
  readonly verdict: Verdict;
  readonly precision: PrecisionOf;
}

/** The check `code/experts` on the commit that was judged, wherever models sit in the circle or where it has not decided. */
export async function announceVerdict(
  checks: Pick<Checks, "publish">,
  headSha: string,
  { reviews, verdict, precision }: Said,
): Promise<void> {
  const isUndecided = verdict.kind === "undecided";
  if (!isUndecided && !hasModels(reviews)) return;
  const said: Pick<CheckDraft, "conclusion" | "title" | "summary"> = isUndecided
    ? {
        conclusion: "action_required",
        title: `Not heard: ${verdict.missing.join(", ")}`,
        summary:
          "The circle has not decided. A further commit is judged anew, and so is the request in a new comment; or review it yourself and mark the pull request ready.",
      }
    : { conclusion: "success", title: "Approved", summary: "What was held against it stands below." };
  const text = expertsText(reviews, verdict, precision);
  await checks.publish({ name: "code/experts", headSha, ...said, text });
}
