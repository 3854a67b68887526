import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import type { ModelVendor } from "#shared/core/model.ts";
import { limited, WIRES, type Wire } from "../../support/models/wires.ts";
import type { Fault } from "./faults.ts";

/** One vendor on the loopback, in the form of its wire. */
interface VendorServer {
  readonly baseUrl: string;
  readonly calls: () => number;
  stop(): Promise<void>;
}

const NOTHING_FOUND = { findings: [], unknowns: [] };
const DRIP_MS = 40;
const AN_HOUR = 3600;

/** Answers that nothing was found, or fails in the given way, every time. */
export async function startVendor(vendor: ModelVendor, fault: Fault | null): Promise<VendorServer> {
  const wire = WIRES[vendor];
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    void bodyOf(request).then((body) => {
      if (fault === null) send(response, 200, named(wire.answer(NOTHING_FOUND), body));
      else BEHAVIOUR[fault](response, { vendor, wire, body });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: wire.baseUrl(`http://127.0.0.1:${port}`),
    calls: () => calls,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Asked {
  readonly vendor: ModelVendor;
  readonly wire: Wire;
  readonly body: string;
}

const BEHAVIOUR: Readonly<Record<Fault, (response: ServerResponse, asked: Asked) => void>> = {
  timeout: () => undefined,
  "429 for an hour": (response, { vendor }) => {
    const [body, headers] = limited(vendor, AN_HOUR);
    send(response, 429, body, headers);
  },
  "529": (response, { wire }) => send(response, 529, wire.failed(529)),
  refusal: (response, { wire }) => send(response, 200, wire.refused),
  malformed: (response, { wire }) => send(response, 200, wire.prose),
  truncated: (response, { wire }) => send(response, 200, wire.truncated),
  "slow drip": (response, { wire, body }) =>
    drip(response, JSON.stringify(named(wire.answer(NOTHING_FOUND), body))),
  "connection reset": (response) => response.socket?.resetAndDestroy(),
};

function send(response: ServerResponse, status: number, body: object, headers: object = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** A character at a time, and nobody waits for the last one. */
function drip(response: ServerResponse, text: string): void {
  response.writeHead(200, { "content-type": "application/json" });
  let at = 0;
  const timer = setInterval(() => response.write(text.charAt(at++)), DRIP_MS);
  response.on("close", () => clearInterval(timer));
}

const Tools = z.object({ tools: z.array(z.object({ name: z.string() })).optional() });

/** Claude answers with the tool that it was given. */
function named(answer: object, body: string): object {
  const tool = Tools.parse(JSON.parse(body)).tools?.[0]?.name;
  if (tool === undefined) return answer;
  return JSON.parse(
    JSON.stringify(answer).replace('"name":"typed_change"', JSON.stringify({ name: tool }).slice(1, -1)),
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
