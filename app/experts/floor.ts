import { anchorFindings } from "#shared/checks/anchor.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Opinion, Packet } from "#shared/core/seat.ts";
import type { Place } from "./circle.ts";
import { deadline, within } from "./deadline.ts";

/** What the analyser of a place has said, null where there is none or where it failed; `failed` says why. */
export interface Floor {
  readonly place: Place;
  readonly opinion: Opinion | null;
  readonly failed: string | null;
}

/** Asks the analyser of a place, within its own time and that of the circle. */
export async function floorOf(place: Place, packet: Packet, circle: AbortSignal): Promise<Floor> {
  const { analyser } = place;
  if (analyser === null) return { place, opinion: null, failed: null };
  const { signal, done } = deadline(analyser.deadlineMs, circle);
  try {
    // A copy of its own: what one seat does to the packet, no other sees.
    const opinion = await within(signal, async () => analyser.review(structuredClone(packet), signal));
    // What does not have the form of findings is a failure of this seat alone.
    anchorFindings(opinion.findings, packet);
    return { place, opinion: { ...opinion, notes: [...opinion.notes] }, failed: null };
  } catch (cause) {
    return { place, opinion: null, failed: reasonOf(cause) };
  } finally {
    done();
  }
}

/** A code where there is one: messages of foreign services can carry anything. */
function reasonOf(cause: unknown): string {
  if (cause instanceof PipelineError) return cause.code;
  if (cause instanceof Error && cause.name === "TimeoutError") return "no answer in time";
  return cause instanceof Error ? cause.message.slice(0, 200) : "failed";
}
