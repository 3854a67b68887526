import type { IncomingMessage, ServerResponse } from "node:http";

interface State {
  readonly isReady: () => boolean;
  readonly counts: () => Readonly<Record<string, number>>;
}

/** `/healthz`: the process answers. `/readyz`: it takes deliveries, with the number of orders by state. */
export function pages({ isReady, counts }: State) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    if (request.url === "/healthz") return answer(response, 200, { status: "alive" });
    if (request.url !== "/readyz") return false;
    return isReady()
      ? answer(response, 200, { status: "ready", orders: counts() })
      : answer(response, 503, { status: "draining" });
  };
}

function answer(response: ServerResponse, status: number, body: object): true {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  return true;
}
