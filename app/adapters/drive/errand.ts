import { setTimeout } from "node:timers/promises";
import { PipelineError } from "#shared/core/error.ts";
import { archiveFailed, failureOf, isPassing, troubleOf } from "./failure.ts";

/** All that one document may take: its calls share the tries, the time and the signal. */
export interface Errand {
  readonly caller: AbortSignal;
  /** The caller's abort, or the end of the time. */
  readonly signal: AbortSignal;
  readonly until: number;
  pauseMs: number;
  triesLeft: number;
}

/** A call that may be repeated without doing anything twice. */
export async function steadily<T>(call: () => Promise<T>, errand: Errand): Promise<T> {
  for (;;) {
    try {
      errand.signal.throwIfAborted();
      return await call();
    } catch (error) {
      await pauseAfter(error, errand);
    }
  }
}

/** Waits before another try; throws where none may help, none is left, or there is no time for it. Pauses double. */
export async function pauseAfter(error: unknown, errand: Errand): Promise<void> {
  if (errand.signal.aborted) throw stopped(errand, error);
  if (error instanceof PipelineError) throw error;
  const trouble = troubleOf(error);
  const pause = trouble.retryAfterMs ?? errand.pauseMs;
  const isWorthIt = isPassing(trouble) && errand.triesLeft > 0 && pause < errand.until - performance.now();
  if (!isWorthIt) throw archiveFailed(failureOf(trouble), trouble, error);
  errand.triesLeft -= 1;
  errand.pauseMs *= 2;
  await setTimeout(pause, undefined, { signal: errand.signal }).catch((cause: unknown) => {
    throw stopped(errand, cause);
  });
}

/** Takes one try for going on without an error; throws where none is left. */
export function spend(errand: Errand): void {
  if (errand.triesLeft === 0) throw archiveFailed("unavailable", null);
  errand.triesLeft -= 1;
}

/** The work, or its end by the signal: not all that the SDK does can be aborted. */
export async function unlessStopped<T>(work: Promise<T>, errand: Errand): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(stopped(errand, errand.signal.reason));
  errand.signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    errand.signal.removeEventListener("abort", stop);
  }
}

function stopped({ caller }: Errand, cause: unknown): PipelineError {
  if (!caller.aborted) return archiveFailed("timeout", null, cause);
  return new PipelineError("archive/cancelled", "The request was cancelled.", {
    next: "Comment again to start anew.",
    cause,
  });
}
