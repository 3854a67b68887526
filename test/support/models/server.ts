import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WIRES } from "./wires.ts";

export interface ModelServer {
  readonly origin: string;
  /** What was sent, in order. */
  readonly bodies: readonly unknown[];
  stop(): Promise<void>;
}

/** Speaks the three wire protocols on the loopback: every question gets what `answer` gives for its body, or for undefined nothing, ever. */
export async function startModelServer(answer: (body: string) => unknown): Promise<ModelServer> {
  const bodies: unknown[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const wire = Object.values(WIRES).find(({ path }) => path === request.url);
      bodies.push(JSON.parse(body));
      const given = answer(body);
      if (given === undefined) return;
      response.writeHead(wire === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(wire?.answer(given) ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ origin: `http://127.0.0.1:${port}`, bodies },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
