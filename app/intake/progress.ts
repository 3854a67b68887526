import { inline } from "#shared/report/escape.ts";
import { stickyComment, stickyMarker } from "#shared/report/sticky.ts";

const STAGES = ["Understand", "Contract", "Author", "Validate", "Experts", "Pull request"] as const;
export type Stage = (typeof STAGES)[number];

/** How a request ended; each of them is said to the people, with what to do next where something is left to do. */
export type Ending =
  | { readonly kind: "done"; readonly text: string }
  | { readonly kind: "answered"; readonly text: string }
  | { readonly kind: "needs-answer"; readonly text: string }
  | { readonly kind: "refused"; readonly code: string; readonly text: string; readonly next: string }
  | { readonly kind: "failed"; readonly code: string; readonly text: string; readonly next: string }
  | { readonly kind: "cancelled"; readonly text: string };

const TITLES: Readonly<Record<Ending["kind"], string>> = {
  done: "✅ Done",
  answered: "💬 Answer",
  "needs-answer": "❓ I need an answer",
  refused: "⛔ Refused",
  failed: "⚠️ Failed",
  cancelled: "🚫 Cancelled",
};

/** The hidden first line of the one comment that answers a comment. */
function answerMarker(commentId: number): string {
  return stickyMarker(`answer:${commentId}`);
}

/** The sticky comment while a stage runs, or at the end. Texts of endings are Markdown of ours; reasons are escaped here. */
export function progressComment(
  commentId: number,
  at: { readonly stage: Stage | null; readonly ending: Ending | null; readonly taken?: readonly string[] },
): string {
  const lines = [
    at.stage === null ? "" : stageLine(at.stage, at.ending),
    endingLines(at.ending),
    takenLine(at.taken ?? []),
  ];
  const body = lines.filter((line) => line !== "").join("\n\n");
  return stickyComment(answerMarker(commentId), body, "The rest did not fit into one comment.");
}

function stageLine(stage: Stage, ending: Ending | null): string {
  const reached = STAGES.indexOf(stage);
  return STAGES.map((name, index) => {
    if (index < reached || (index === reached && ending?.kind === "done")) return `✔ ${name}`;
    if (index > reached) return `○ ${name}`;
    return ending === null ? `**▶ ${name}**` : `**■ ${name}**`;
  }).join(" → ");
}

function takenLine(taken: readonly string[]): string {
  return taken.length === 0
    ? ""
    : `Taken out of the comment, and seen by nobody: ${taken.map(inline).join("; ")}.`;
}

function endingLines(ending: Ending | null): string {
  if (ending === null) return "Working on it. `/code cancel` stops me.";
  const title = `### ${TITLES[ending.kind]}`;
  if (ending.kind !== "refused" && ending.kind !== "failed") return `${title}\n\n${ending.text}`;
  return `${title}: \`${ending.code}\`\n\n${ending.text}\n\n**What to do:** ${inline(ending.next)}`;
}
