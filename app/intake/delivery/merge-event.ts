import { z } from "zod";
import { parseShape } from "#shared/core/parse.ts";
import { Numbered, Origin } from "./comment-event.ts";

const Event = Origin.extend({
  number: Numbered,
  pull_request: z.object({
    merged: z.boolean(),
    head: z.object({
      ref: z.string().max(1000),
      repo: z.object({ full_name: z.string() }).nullable(),
    }),
  }),
});

/** Branches of ours, and those of GitHub's revert button: a hint only, since what a merge is gets asked and proved later. */
const WATCHED = /^(?:code\/(?:change|rollback)-|revert-[1-9][0-9]{0,8}-)/;

/** A pull request that was closed a moment ago. Of what people write in one (title, text, the rest of a branch's name) nothing is read. */
export type MergeEvent = z.infer<typeof Event>;

export const MergeEvent = {
  /** The event in the fields that we read, null for anything but a closing; refuses (`intake/malformed`) what has another shape. */
  read(payload: unknown): MergeEvent | null {
    const { action } = parseShape(z.object({ action: z.string() }), payload, "intake/malformed");
    return action === "closed" ? parseShape(Event, payload, "intake/malformed") : null;
  },

  /** Why nothing is to be learnt of this one, null where something may be. */
  whyIgnored({ pull_request: { merged, head }, repository }: MergeEvent): string | null {
    if (!merged) return "not-merged";
    const isHere = head.repo?.full_name.toLowerCase() === repository.full_name.toLowerCase();
    return isHere && WATCHED.test(head.ref) ? null : "not-ours";
  },
};
