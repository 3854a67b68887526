import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Incoming, webhookDoor } from "../../../app/adapters/webhook-door.ts";

const log = { info() {}, warn() {}, error() {} };
let server: Server;

async function open(receive: (incoming: Incoming) => Promise<{ status: number; outcome: string }>) {
  const door = webhookDoor({ path: "/hooks", receive, log, onQuiet() {} });
  server = createServer((request, response) => {
    void door(request, response).then((isTaken) => isTaken || response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("webhookDoor", () => {
  afterEach(() => server.close());

  it("hands on the exact bytes and repeated headers joined", async () => {
    const seen: Incoming[] = [];
    const address = await open(async (incoming) => {
      seen.push(incoming);
      return { status: 202, outcome: "stored" };
    });
    const body = Buffer.from([0xef, 0xbb, 0xbf, 0xff]);
    const headers = [
      ["x-one", "a"],
      ["x-one", "b"],
    ] as [string, string][];
    const response = await fetch(`${address}/hooks`, { method: "POST", body, headers });
    expect([response.status, await response.json()]).toEqual([202, { outcome: "stored" }]);
    expect(Buffer.from(seen[0]?.body ?? [])).toEqual(body);
    expect(seen[0]?.headers["x-one"]).toBe("a, b");
  });

  it("does not take more than 25 MB, and answers so that the sender can read it", async () => {
    const address = await open(() => Promise.reject(new Error("never asked")));
    const body = Buffer.alloc(25 * 1024 * 1024 + 1);
    expect((await fetch(`${address}/hooks`, { method: "POST", body })).status).toBe(413);
  });

  it("lets GitHub send again what could not be stored", async () => {
    const address = await open(() => Promise.reject(new Error("disk full")));
    expect((await fetch(`${address}/hooks`, { method: "POST", body: "{}" })).status).toBe(503);
  });

  it("answers other methods with 405 and leaves other paths to others", async () => {
    const address = await open(() => Promise.reject(new Error("never asked")));
    expect((await fetch(`${address}/hooks`)).status).toBe(405);
    expect((await fetch(`${address}/else`, { method: "POST" })).status).toBe(404);
  });
});
