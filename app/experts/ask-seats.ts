import { anchorFindings } from "#shared/checks/anchor.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Review } from "#shared/core/review.ts";
import type { Packet, Seat } from "#shared/core/seat.ts";

/**
 * Asks all seats at once, each blind to the others and up to its own deadline. What a seat quotes is looked up before it counts;
 * a seat that fails, or is not heard in time, is silent, and silence is never consent.
 */
export function askSeats(packet: Packet, seats: readonly Seat[], signal: AbortSignal): Promise<Review[]> {
  return Promise.all(seats.map((seat) => ask(seat, packet, signal)));
}

async function ask(seat: Seat, packet: Packet, signal: AbortSignal): Promise<Review> {
  const { duty, by } = seat;
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new Error("no answer in time")), seat.deadlineMs);
  const until = AbortSignal.any([signal, deadline.signal]);
  try {
    // A copy of its own: what one seat does to the packet, no other sees.
    const opinion = await Promise.race([seat.review(structuredClone(packet), until), aborted(until)]);
    const { verified, notes } = anchorFindings(opinion.findings, packet);
    const said = { findings: [...verified], notes: [...opinion.notes, ...notes] };
    const demoted = notes.length;
    return { kind: "answered", duty, by, ...said, demoted, degraded: null, attempts: [] };
  } catch (cause) {
    return { kind: "silent", duty, by, reason: reasonOf(cause), attempts: [] };
  } finally {
    clearTimeout(timer);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
}

/** A code where there is one: messages of foreign services can carry anything. */
function reasonOf(cause: unknown): string {
  if (cause instanceof PipelineError) return cause.code;
  return cause instanceof Error ? cause.message.slice(0, 200) : "failed";
}
