import nock from "nock";
import { afterEach, describe, expect, it } from "vitest";
import { createOnce, waitBefore } from "#shared/adapters/steady.ts";
import { recordedGitHub } from "../../../support/github-api.ts";

const limited = (headers: Record<string, string>, message = "") => ({
  status: 403,
  message,
  response: { headers },
});

describe("waitBefore", () => {
  it.each([
    [
      "a secondary limit without a time",
      limited({}, "You have exceeded a secondary rate limit"),
      "POST",
      1,
      60_000,
    ],
    ["a limit with its own time", limited({ "retry-after": "7" }), "POST", 1, 7_000],
    ["a limit longer than two minutes", limited({ "retry-after": "121" }), "GET", 1, null],
    ["a 429 without a time", { status: 429 }, "GET", 1, 60_000],
    ["a 403 that is no limit", { status: 403, message: "Resource not accessible" }, "GET", 1, null],
    ["a broken GET", { status: 502 }, "GET", 1, 500],
    ["a lost connection", {}, "PATCH", 2, 1000],
    ["a broken POST", { status: 502 }, "POST", 1, null],
    ["the fourth attempt", { status: 502 }, "GET", 4, null],
    ["a refusal", { status: 422 }, "GET", 1, null],
  ])("answers to %s", (...[, failure, method, attempt, wait]) => {
    expect(waitBefore(failure, method, attempt)).toBe(wait);
  });

  it("honours the reset of the primary limit and a second", () => {
    const reset = Math.ceil(Date.now() / 1000) + 30;
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) };
    const wait = waitBefore(limited(headers), "GET", 1) ?? 0;
    expect(wait).toBeGreaterThan(29_000);
    expect(wait).toBeLessThanOrEqual(32_000);
  });
});

describe("steady", () => {
  afterEach(() => nock.cleanAll());

  it("repeats a broken read and never a broken creation", async () => {
    const { github, client, waits } = recordedGitHub();
    github.get("/meta").reply(502).get("/meta").reply(200, {});
    github.post("/markdown").reply(502);
    expect((await client.request("GET /meta")).status).toBe(200);
    await expect(client.request("POST /markdown", { text: "x" })).rejects.toMatchObject({ status: 502 });
    expect(waits).toHaveLength(1);
  });
});

describe("createOnce", () => {
  it("finds what a lost answer had made", async () => {
    const made: string[] = [];
    const create = async () => {
      made.push("it");
      throw Object.assign(new Error("bad gateway"), { status: 502 });
    };
    expect(await createOnce(async () => made[0] ?? null, create)).toBe("it");
    expect(made).toHaveLength(1);
  });

  it("gives up at a refusal", async () => {
    const refuse = async () => {
      throw Object.assign(new Error("no"), { status: 403 });
    };
    await expect(createOnce(async () => null, refuse)).rejects.toMatchObject({ status: 403 });
  });
});
