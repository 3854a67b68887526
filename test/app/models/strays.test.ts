import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { MODEL_VENDORS, type ModelVendor } from "#shared/core/model.ts";
import type { Settlement } from "#shared/core/purse.ts";
import { modelFor } from "../../../app/models/model-for.ts";
import { choiceOf, WIRES } from "../../support/models/wires.ts";

const QUESTION = {
  ...{ system: "You author.", task: "a bucket", maxTokens: 100 },
  answer: { name: "typed_change", schema: { type: "object" }, shape: z.strictObject({ stack: z.string() }) },
};
const PRICE = { input: 1, cached: 1, output: 1 };
const MEGABYTE = Buffer.alloc(1024 * 1024, " ");
const ALL = 64;

let answer: (response: ServerResponse) => void;
let asked = 0;
let strayed = 0;
const own = createServer((request, response) => {
  asked += 1;
  request.resume().on("end", () => answer(response));
});
const elsewhere = createServer((_, response) => {
  strayed += 1;
  response.end();
});
const originOf = (server: typeof own) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
beforeAll(() =>
  Promise.all(
    [own, elsewhere].map((server) => new Promise<void>((done) => server.listen(0, "127.0.0.1", done))),
  ),
);
afterAll(() => {
  for (const server of [own, elsewhere]) server.close().closeAllConnections();
});

async function ask(vendor: ModelVendor) {
  [asked, strayed] = [0, 0];
  const paid: Settlement[] = [];
  const purse = { reserve: () => ({ settle: (one: Settlement) => paid.push(one) }) };
  const baseUrl = WIRES[vendor].baseUrl(originOf(own));
  const model = modelFor(choiceOf(vendor, baseUrl), { pauseMs: 1, payment: { purse, price: PRICE } });
  const ended = await model.ask(QUESTION, new AbortController().signal).then(
    ({ value }) => value,
    ({ code }: { code: string }) => code,
  );
  return { ended, asked, strayed, paid };
}

const json = (body: unknown) => (response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
};
/** The SDK that Google has given up takes no fetch of ours. */
const TOLD = MODEL_VENDORS.filter((vendor) => vendor !== "google");

describe("a vendor that sends us elsewhere", () => {
  it.each(TOLD.flatMap((vendor) => [301, 302, 307, 308].map((status) => [vendor, status] as const)))(
    "is followed by nobody: %s, %i",
    async (vendor, status) => {
      answer = (response) => response.writeHead(status, { location: originOf(elsewhere) }).end();
      expect(await ask(vendor)).toEqual({
        ...{ ended: "model/unavailable", asked: 1, strayed: 0, paid: ["nothing"] },
      });
    },
  );
});

describe("a vendor that does not come to an end", () => {
  it.each(TOLD.flatMap((vendor) => [200, 500].map((status) => [vendor, status] as const)))(
    "is not listened to for ever: %s, %i",
    async (vendor, status) => {
      let sent = 0;
      answer = (response) => {
        response.writeHead(status, { "content-type": "application/json" });
        const more = (): void => {
          if (response.destroyed || sent === ALL) return void response.end();
          sent += 1;
          if (response.write(MEGABYTE)) setImmediate(more);
          else response.once("drain", more);
        };
        more();
      };
      const seen = await ask(vendor);
      const isStatusLost = status === 200 || vendor === "google-genai";
      expect(seen.ended).toBe(isStatusLost ? "model/truncated" : "model/unavailable");
      expect(seen.paid).toEqual(seen.paid.map(() => "unknown"));
      expect(sent).toBeLessThan(ALL);
      if (isStatusLost) expect(seen.asked).toBe(1);
    },
  );
});

describe("a vendor that answers something else", () => {
  it.each(MODEL_VENDORS)("is asked twice at most: %s", async (vendor) => {
    answer = (response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in</html>");
    const failure = vendor.startsWith("google") ? "unavailable" : "malformed";
    expect(await ask(vendor)).toMatchObject({
      ...{ ended: `model/${failure}`, asked: 2, paid: ["unknown", "unknown"] },
    });
  });

  it.each(MODEL_VENDORS.flatMap((vendor) => [null, 7, "no", [], {}].map((body) => [vendor, body] as const)))(
    "has said nothing: %s, %j",
    async (vendor, body) => {
      answer = json(body);
      const isLost = vendor.startsWith("google") && (body === null || typeof body !== "object");
      expect(await ask(vendor)).toMatchObject({
        ended: isLost ? "model/unavailable" : "model/malformed",
        ...{ asked: 2, paid: ["unknown", "unknown"] },
      });
    },
  );

  it.each(
    MODEL_VENDORS.flatMap((vendor) =>
      [undefined, null, { input_tokens: "1", prompt_tokens: "1" }].map((usage) => [vendor, usage] as const),
    ),
  )(
    "is heard, and costs the worst case, where nobody can read what it took: %s, %j",
    async (vendor, usage) => {
      const member = vendor.startsWith("google") ? "usageMetadata" : "usage";
      answer = json({ ...WIRES[vendor].answer({ stack: "app" }), [member]: usage });
      expect(await ask(vendor)).toMatchObject({ ended: { stack: "app" }, asked: 1, paid: ["unknown"] });
    },
  );

  it.each(["openai", "compatible"] as const)("refuses by words alone: %s", async (vendor) => {
    const said = JSON.stringify(WIRES[vendor].answer({ stack: "app" }));
    answer = json(JSON.parse(said.replace('"refusal":null', '"refusal":""')));
    expect(await ask(vendor)).toMatchObject({ ended: { stack: "app" }, asked: 1 });
  });
});
