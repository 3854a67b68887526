import type { Conversation } from "#shared/core/host.ts";
import { type Ending, progressComment, type Stage } from "./progress.ts";

/** Tells the people of one issue, in one comment that is updated in place. */
export interface Teller {
  stage(stage: Stage): Promise<void>;
  end(ending: Ending): Promise<void>;
}

/** `commentId` is the comment that is answered: a request and the answers to its questions share one. What was `taken` out of it is said from the first word on. */
export function tellerOf(
  conversation: Conversation,
  { number, commentId, taken = [] }: { number: number; commentId: number; taken?: readonly string[] },
): Teller {
  let reached: Stage | null = null;
  const tell = async (ending: Ending | null) => {
    const body = progressComment(commentId, { stage: reached, ending, taken });
    const marker = body.split("\n")[0] ?? "";
    await conversation.upsertComment({ number, marker, body });
  };
  return {
    async stage(stage) {
      reached = stage;
      await tell(null);
    },
    end: tell,
  };
}
