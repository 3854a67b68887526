import { NotRead } from "./failure.ts";

const JSON_BOTH_WAYS = { accept: "application/json", "content-type": "application/json" };
/** Bytes of an answer, far more than any that can be used has. */
const MOST = 8 * 1024 * 1024;

/**
 * Sends what an SDK has made with these headers alone: SDKs add, and let win, whatever `*_CUSTOM_HEADERS` of the environment say. Nobody is
 * followed elsewhere: question and key are for this address alone.
 */
export function withOwnHeaders(headers: Readonly<Record<string, string>>): typeof fetch {
  return (url, init) => staying(url, { ...init, headers: { ...JSON_BOTH_WAYS, ...headers } });
}

/** Fetch that follows no redirect, and reads an answer as far as one can be of use. */
export async function staying(...[url, init]: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: "manual" });
  const { body, status, statusText, headers } = response;
  if (status >= 300 && status < 400) {
    await body?.cancel();
    throw new NotRead({ status });
  }
  if (body === null) return response;
  return new Response(body.pipeThrough(counting(MOST)), { status, statusText, headers });
}

/** Breaks off behind so many bytes, whatever is still to come. */
function counting(most: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let left = most;
  return new TransformStream({
    transform(chunk, controller) {
      left -= chunk.byteLength;
      if (left < 0) controller.error(new NotRead({ means: "truncated" }));
      else controller.enqueue(chunk);
    },
  });
}
