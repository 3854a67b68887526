/** Milliseconds that a server asks to wait, as seconds or as a date; null where it does not. */
export function retryAfterMs(headers: Headers | undefined): number | null {
  const said = headers?.get("retry-after") ?? null;
  if (said === null || said.trim() === "") return null;
  const seconds = Number(said);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(said) - Date.now();
  return Number.isFinite(ms) ? Math.max(ms, 0) : null;
}
