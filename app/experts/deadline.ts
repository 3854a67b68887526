/** Why a seat is stopped although nothing went wrong. */
export class NotNeeded extends Error {}

/** Aborts after so many milliseconds, or with any of the signals; `done` takes the clock away. */
export function deadline(
  ms: number,
  ...others: readonly AbortSignal[]
): { signal: AbortSignal; done(): void } {
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(new DOMException("no answer in time", "TimeoutError")), ms);
  return { signal: AbortSignal.any([...others, clock.signal]), done: () => clearTimeout(timer) };
}

/** The work, or the reason of the abort, whichever comes first: not everybody who is asked listens to the signal. */
export function within<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", stop));
  });
}
