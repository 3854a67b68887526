import { setTimeout as sleep } from "node:timers/promises";
import type { Octokit } from "@octokit/rest";

const ATTEMPTS = 4;
/** A longer wait is the caller's to plan: its work is stored and resumed. */
const LONGEST_WAIT_MS = 120_000;
const SECONDARY_WAIT_S = 60;

interface Failure {
  readonly status?: number;
  readonly message?: string;
  readonly response?: { readonly headers?: Readonly<Record<string, string | number | undefined>> };
}

/**
 * How long to wait before the next attempt, null to give up. A rate-limited call was not carried out and is always repeated; a
 * broken or failed one only where a repetition changes nothing: never a POST, whose hand looks for what it made first.
 */
export function waitBefore(failure: Failure, method: string, attempt: number): number | null {
  if (attempt >= ATTEMPTS) return null;
  const limited = rateLimitWait(failure);
  if (limited !== null) return limited <= LONGEST_WAIT_MS ? limited : null;
  const isBroken = failure.status === undefined || failure.status >= 500;
  return isBroken && method !== "POST" ? 250 * 2 ** attempt : null;
}

function rateLimitWait({ status, message = "", response }: Failure): number | null {
  if (status !== 403 && status !== 429) return null;
  const headers = response?.headers ?? {};
  const retryAfter = Number(headers["retry-after"]);
  if (retryAfter > 0) return retryAfter * 1000;
  if (String(headers["x-ratelimit-remaining"]) === "0") {
    return Math.max(0, Number(headers["x-ratelimit-reset"]) * 1000 - Date.now()) + 1000;
  }
  return status === 429 || /secondary rate limit|abuse/i.test(message) ? SECONDARY_WAIT_S * 1000 : null;
}

interface Steadiness {
  readonly pause?: (milliseconds: number) => Promise<unknown>;
  readonly [option: string]: unknown;
}

/** An Octokit plugin: bounded, patient repetition of calls. */
export function steady(octokit: Pick<Octokit, "hook">, { pause = sleep }: Steadiness): void {
  octokit.hook.wrap("request", async (request, options) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await request(options);
      } catch (error) {
        const wait = waitBefore(error as Failure, options.method, attempt);
        if (wait === null) throw error;
        await pause(wait);
      }
    }
  });
}

/** Makes a thing at most once: looked for first, and looked for again when the answer to its creation was lost. */
export async function createOnce<T>(find: () => Promise<T | null>, create: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await find();
    if (found !== null) return found;
    try {
      return await create();
    } catch (error) {
      const { status } = error as Failure;
      const wasLost = status === undefined || status >= 500 || status === 422;
      if (!wasLost || attempt >= 3) throw error;
    }
  }
}

/** The value, or null where GitHub answers 404. */
export async function orNull<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if ((error as Failure).status === 404) return null;
    throw error;
  }
}

/** Repeats a call on an object that was made a moment ago and that a replica may not know yet. */
export async function onceKnown<T>(
  call: () => Promise<T>,
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if ((error as Failure).status !== 404 || attempt >= 4) throw error;
      await pause(200 * 2 ** attempt);
    }
  }
}
