import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "#shared/core/log.ts";

/** GitHub sends at most 25 MB. */
const LARGEST = 25 * 1024 * 1024;

export interface Incoming {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export interface Door {
  readonly path: string;
  receive(incoming: Incoming): Promise<{ status: number; outcome: string }>;
  /** Called when no delivery is being taken: the time to work. */
  onQuiet(): void;
  readonly log: Log;
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** The HTTP side of the webhook border: exact bytes within a bound, one short answer. Other paths are not its business. */
export function webhookDoor(door: Door): Handle {
  let open = 0;
  return async (request, response) => {
    if (new URL(request.url ?? "/", "http://localhost").pathname !== door.path) return false;
    open += 1;
    try {
      return await take(door, request, response);
    } finally {
      open -= 1;
      if (open === 0) door.onQuiet();
    }
  };
}

async function take(
  { receive, log }: Door,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<true> {
  if (request.method !== "POST") return answer(response, 405, "intake/method");
  const body = await readBody(request);
  if (body === null) return answer(response, 413, "intake/too-large");
  try {
    const { status, outcome } = await receive({ headers: headersOf(request), body });
    log.info("intake/delivery", {
      status,
      outcome,
      delivery: headersOf(request)["x-github-delivery"] ?? "",
    });
    return answer(response, status, outcome);
  } catch (error) {
    // Nothing was stored: a 5xx marks the delivery as failed, so that it is sent again.
    log.error("intake/not-stored", { reason: String(error) });
    return answer(response, 503, "intake/not-stored");
  }
}

/** The body, null when it is too large; the rest is then read and dropped, so that the sender can read the answer. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size <= LARGEST) chunks.push(chunk);
    else chunks.length = 0;
    if (size > 2 * LARGEST) return null;
  }
  return size > LARGEST ? null : Buffer.concat(chunks);
}

function headersOf(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values]) => [name, values?.join(", ")]),
  );
}

function answer(response: ServerResponse, status: number, outcome: string): true {
  response.writeHead(status, {
    "content-type": "application/json",
    connection: status === 413 ? "close" : "keep-alive",
  });
  response.end(JSON.stringify({ outcome }));
  return true;
}
