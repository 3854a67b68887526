import type { CheckDraft, Checks } from "#shared/core/host.ts";
import type { Review, Verdict } from "#shared/core/review.ts";
import { hasModels, type PrecisionOf } from "#shared/core/voice.ts";
import { expertsText } from "../../pull-request/experts.ts";

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
  if (verdict.kind !== "undecided" && !hasModels(reviews)) return;
  const text = expertsText(reviews, verdict, precision);
  await checks.publish({ name: "code/experts", headSha, ...conclusionOf(verdict), text });
}

function conclusionOf(verdict: Verdict): Pick<CheckDraft, "conclusion" | "title" | "summary"> {
  switch (verdict.kind) {
    case "approved":
      return {
        conclusion: "success",
        title: "Approved",
        summary: "What was held against it stands below.",
      };
    case "objected":
      return { conclusion: "failure", title: "Objected", summary: "What decided stands below." };
    case "undecided":
      return {
        conclusion: "action_required",
        title: `Not heard: ${verdict.missing.join(", ")}`,
        summary:
          "The circle has not decided. `/code retry` on the pull request asks it again; or review it yourself and mark it ready.",
      };
  }
}
