import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { MODEL_VENDORS, type ModelName, type ModelVendor } from "#shared/core/model.ts";
import { limited, WIRES } from "../../support/models/wires.ts";
import type { Fault } from "./faults.ts";

/** Tokens as an answer says that they will be billed. */
export interface Tokens {
  readonly input: number;
  readonly output: number;
}

interface Behaviour {
  readonly fault?: Fault;
  /** Seconds that a 429 asks to wait. */
  readonly wait?: number;
  readonly bills?: Tokens;
}

/** Every vendor on the loopback, in the form of its wire; each model behaves as it was hired to. */
export interface Vendors {
  hire(vendor: ModelVendor, behaviour?: Behaviour): ModelName;
  baseUrl(vendor: ModelVendor): string;
  /** How often a model was asked, and the tokens that its answers said. */
  asked(name: ModelName): number;
  billed(name: ModelName): Tokens;
  stop(): Promise<void>;
}

export const USUAL_BILL: Tokens = { input: 1000, output: 400 };
const DRIP_MS = 40;
const AN_HOUR = 3600;
const NOTHING_FOUND = { findings: [], unknowns: [] };

interface Hired extends Required<Omit<Behaviour, "fault">> {
  readonly vendor: ModelVendor;
  readonly fault: Fault | null;
  calls: number;
  answers: number;
}

export async function startVendors(): Promise<Vendors> {
  const hired = new Map<string, Hired>();
  const servers = MODEL_VENDORS.map((vendor) => {
    const server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const one = hired.get(modelIn(request.url ?? "", body));
        if (one !== undefined) behave(response, one, body);
        else response.writeHead(404).end();
      });
    });
    return { vendor, server };
  });
  await Promise.all(
    servers.map(({ server }) => new Promise<void>((done) => server.listen(0, "127.0.0.1", done))),
  );
  const ports = new Map(
    servers.map(({ vendor, server }) => [vendor, (server.address() as AddressInfo).port]),
  );
  return {
    hire(vendor, { fault = null, wait = AN_HOUR, bills = USUAL_BILL }: Partial<Omit<Hired, "vendor">> = {}) {
      const model = `m${hired.size}`;
      hired.set(model, { vendor, fault, wait, bills, calls: 0, answers: 0 });
      return { vendor, model };
    },
    baseUrl: (vendor) => WIRES[vendor].baseUrl(`http://127.0.0.1:${ports.get(vendor)}`),
    asked: ({ model }) => hired.get(model)?.calls ?? 0,
    billed({ model }) {
      const { answers = 0, bills = USUAL_BILL } = hired.get(model) ?? {};
      return { input: answers * bills.input, output: answers * bills.output };
    },
    async stop() {
      for (const { server } of servers) server.close().closeAllConnections();
    },
  };
}

function behave(response: ServerResponse, one: Hired, body: string): void {
  one.calls += 1;
  const wire = WIRES[one.vendor];
  const well = named(wire.answer(NOTHING_FOUND), body);
  const answer = (said: object) => {
    one.answers += 1;
    send(response, 200, billing(said, one.bills));
  };
  const failing: Readonly<Record<Fault, () => void>> = {
    timeout: () => undefined,
    "429 for an hour": () => send(response, 429, ...limited(one.vendor, one.wait)),
    "529": () => send(response, 529, wire.failed(529)),
    refusal: () => answer(wire.refused),
    malformed: () => answer(wire.prose),
    truncated: () => answer(wire.truncated),
    "slow drip": () => drip(response, JSON.stringify(well)),
    "connection reset": () => response.socket?.resetAndDestroy(),
    "half a stream": () => breakOff(response, JSON.stringify(well)),
  };
  if (one.fault === null) answer(well);
  else failing[one.fault]();
}

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

function breakOff(response: ServerResponse, text: string): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": text.length });
  response.write(text.slice(0, text.length / 2), () => response.socket?.destroy());
}

/** The answer with other figures on its bill, in the words of every wire. */
function billing(said: object, { input, output }: Tokens): object {
  const usage = {
    ...{ input_tokens: input, output_tokens: output, prompt_tokens: input, completion_tokens: output },
    total_tokens: input + output,
  };
  const usageMetadata = { promptTokenCount: input, candidatesTokenCount: output };
  return { ...said, ...("usageMetadata" in said ? { usageMetadata } : { usage }) };
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

const Asked = z.object({ model: z.string().optional() });

/** Google names it in the path, the others in the body. */
function modelIn(url: string, body: string): string {
  return /\/models\/([^:/]+):/.exec(url)?.[1] ?? Asked.parse(JSON.parse(body)).model ?? "";
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
