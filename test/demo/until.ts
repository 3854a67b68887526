const STEP_MS = 200;

/** Looks again and again until there is an answer; throws with the last hint when the time is over. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null> | T | null,
  limit: { readonly ms: number; readonly everyMs?: number; readonly hint?: () => string } = { ms: 120_000 },
): Promise<T> {
  const end = Date.now() + limit.ms;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > end) {
      throw new Error(`gave up waiting for ${what}\n${limit.hint?.() ?? ""}`);
    }
    await new Promise((resolve) => setTimeout(resolve, limit.everyMs ?? STEP_MS));
  }
}
