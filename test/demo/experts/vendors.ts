import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { WIRES } from "../../support/models/wires.ts";

/** Four vendors on the loopback; each says what its script says, in the form of its wire. */
export interface Vendors {
  /** What the App is told of them. */
  readonly env: Readonly<Record<string, string>>;
  /** Vendors that are down from now on. */
  readonly down: Set<Name>;
  readonly calls: { readonly vendor: Name; readonly model: string }[];
  stop(): Promise<void>;
}

export type Name = "anthropic" | "openai" | "google" | "compatible";
type Script = (asked: { readonly vendor: Name; readonly model: string; readonly text: string }) => unknown;

const Body = z.looseObject({
  model: z.string().optional(),
  tools: z.array(z.object({ name: z.string() })).optional(),
});

export async function startVendors(script: Script): Promise<Vendors> {
  const down = new Set<Name>();
  const calls: { vendor: Name; model: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const { vendor, model } = askedIn(request.url ?? "", text);
      calls.push({ vendor, model });
      const value = down.has(vendor) ? null : script({ vendor, model, text });
      const wire = WIRES[vendor];
      response.writeHead(value === null ? 529 : 200, { "content-type": "application/json" });
      response.end(value === null ? JSON.stringify(wire.failed(529)) : named(wire.answer(value), text));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ down, calls, env: environment(origin) },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function environment(origin: string): Record<string, string> {
  return {
    ...{ ANTHROPIC_API_KEY: "demo", OPENAI_API_KEY: "demo", GEMINI_API_KEY: "demo" },
    CODE_ANTHROPIC_URL: `${origin}/anthropic`,
    CODE_OPENAI_URL: `${origin}/openai/v1`,
    CODE_GEMINI_URL: `${origin}/google`,
    CODE_COMPATIBLE_URL: `${origin}/compatible/v1`,
  };
}

/** Each vendor has a path of its own; Google's says the model too. */
function askedIn(url: string, text: string): { vendor: Name; model: string } {
  const [, vendor = ""] = url.split("/");
  const inPath = /models\/([^:]+):/.exec(url)?.[1];
  return { vendor: vendor as Name, model: inPath ?? Body.parse(JSON.parse(text)).model ?? "" };
}

/** Claude answers with the tool that it was given. */
function named(answer: object, text: string): string {
  const tool = Body.parse(JSON.parse(text)).tools?.[0]?.name ?? "";
  return JSON.stringify(answer).replace('"name":"typed_change"', `"name":${JSON.stringify(tool)}`);
}
