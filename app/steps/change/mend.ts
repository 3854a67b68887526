import { createHash } from "node:crypto";
import type { Author, Rejected } from "#shared/core/author.ts";
import { PipelineError } from "#shared/core/error.ts";
import { existingIn } from "#shared/core/existing-resource.ts";
import { parseShape } from "#shared/core/parse.ts";
import { AUTHOR_ROOM } from "#shared/core/search.ts";
import { TypedChange } from "#shared/core/typed-change.ts";
import type { Request } from "../hands.ts";
import type { Judges } from "../judges.ts";
import type { Task } from "../request/task.ts";
import type { Attempt, Settling } from "./settle.ts";

/** Asks the author of a stack's change to mend it, once: a model would answer otherwise after a restart. An author that cannot has nothing left to try. */
export function menderOf(
  { order, hands, signal }: Request,
  { ground, briefs }: Pick<Task, "ground" | "briefs">,
  { author, search }: Judges,
): Settling<Attempt>["mend"] {
  return async (draft, problems) => {
    signal.throwIfAborted();
    const digest = createHash("sha256")
      .update(JSON.stringify([draft, problems]))
      .digest("hex");
    const step = `mend ${ground.stack} ${digest}`;
    const known = hands.inbox.recall(order.key, step);
    if (known !== undefined) return parseShape(TypedChange.nullable(), known, "inbox/unreadable");
    const { cloud, account, region } = ground.environment;
    const existing = ground.standing === null ? [] : existingIn(ground.standing);
    const request = briefs.map(({ text }) => text).join("\n");
    const present = [...existing, ...draft.operations].flatMap((one) => ("type" in one ? [one.type] : []));
    const catalogue = search.retrieve(request, { ...AUTHOR_ROOM, present: [...new Set(present)] });
    const wishes = briefs.flatMap((brief) => brief.wishes);
    const packet = { stack: ground.stack, cloud, account, region, request, wishes, existing, catalogue };
    const mended = await mendedBy(author, { ...packet, draft, problems }, signal);
    hands.inbox.remember(order.key, step, JSON.parse(JSON.stringify(mended)));
    return mended;
  };
}

/** Who was refused an answer has none; a request that was stopped is no answer. */
async function mendedBy(
  author: Author,
  rejected: Rejected,
  signal: AbortSignal,
): Promise<TypedChange | null> {
  try {
    return (await author.mend?.(rejected, signal)) ?? null;
  } catch (error) {
    if (error instanceof PipelineError && error.code !== "model/cancelled") return null;
    throw error;
  }
}
