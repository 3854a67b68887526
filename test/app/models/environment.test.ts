import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { MODEL_VENDORS, type ModelVendor } from "#shared/core/model.ts";
import { modelFor } from "../../../app/models/model-for.ts";
import { choiceOf, KEY, WIRES } from "../../support/models/wires.ts";

const QUESTION = {
  ...{ system: "You author.", task: "a bucket", maxTokens: 100 },
  answer: { name: "typed_change", schema: { type: "object" }, shape: z.strictObject({ stack: z.string() }) },
};
const VALUE = { stack: "app" };

/** One place on the loopback that answers as the given vendor, and keeps what it was asked. */
function listener(vendorOf: () => ModelVendor) {
  const asked: { url: string | undefined; headers: object }[] = [];
  const server = createServer((request, response) => {
    const { host: _, ...headers } = request.headers;
    asked.push({ url: request.url, headers });
    drained(request, () => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(WIRES[vendorOf()].answer(VALUE)));
    });
  });
  return { asked, server };
}

function drained(request: IncomingMessage, then: () => void): void {
  request.resume().on("end", then);
}

let vendor: ModelVendor = "anthropic";
const [own, trap] = [listener(() => vendor), listener(() => vendor)];
const originOf = ({ server }: typeof own) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
beforeAll(() =>
  Promise.all(
    [own, trap].map(({ server }) => new Promise<void>((done) => server.listen(0, "127.0.0.1", done))),
  ),
);
const before = process.env;
afterAll(() => {
  process.env = before;
  for (const { server } of [own, trap]) server.close().closeAllConnections();
});

/** Every variable that an SDK of these vendors may look for is there, and leads astray. */
function tempting(): NodeJS.ProcessEnv {
  const tempted = (name: string | symbol) =>
    /^(?:OPENAI|ANTHROPIC|GOOGLE|GEMINI|CLOUD_ML)_/.test(String(name));
  return new Proxy(before, {
    get: (own, name) => (tempted(name) ? astray(String(name)) : Reflect.get(own, name)),
    has: (own, name) => tempted(name) || Reflect.has(own, name),
  });
}

function astray(name: string): string {
  if (/URL|ENDPOINT/.test(name)) return originOf(trap);
  if (name.includes("HEADERS")) return "Authorization: Bearer another-key\nX-Trap: another-key";
  return name.includes("_USE_") ? "true" : "another-key";
}

const ask = () =>
  modelFor(choiceOf(vendor, WIRES[vendor].baseUrl(originOf(own))), { timeoutMs: 10_000 }).ask(
    QUESTION,
    new AbortController().signal,
  );

describe("a model's environment", () => {
  it.each(MODEL_VENDORS)("has no say in what %s is asked, where, and with which key", async (one) => {
    vendor = one;
    own.asked.length = 0;
    await ask();
    process.env = tempting();
    try {
      expect(await ask()).toMatchObject({ value: VALUE });
    } finally {
      process.env = before;
    }
    expect(trap.asked).toEqual([]);
    expect(own.asked).toHaveLength(2);
    expect(own.asked[1]).toEqual(own.asked[0]);
    expect(JSON.stringify(own.asked[1])).toContain(KEY);
    expect(JSON.stringify(own.asked[1])).not.toContain("another-key");
  });
});
