import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Settlement } from "#shared/core/purse.ts";
import { openPurses } from "../../../app/adapters/purses.ts";
import { refusalOf } from "../../support/refusal-of.ts";

const folder = mkdtempSync(join(tmpdir(), "code-purses-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const fresh = () => join(folder, `${files++}.sqlite`);
const usage = { inputTokens: 1, outputTokens: 1, cachedTokens: 0, reasoningTokens: 0 };
const paid = (dollars: number): Settlement => ({ dollars, usage });

function purses(path = fresh(), { dollarsADay = 100, day = "2026-11-20" } = {}) {
  const open = openPurses(path, { dollarsADay, now: () => new Date(`${day}T23:59:00Z`) });
  return (request = "r1", caps = { request: 2, day: 5 }, repository = "acme/infra") =>
    open({ repository, request, caps }).purseOf({ seat: "cost", vendor: "openai", model: "m" });
}

const NAMELESS = { cachedTokens: 0, reasoningTokens: 0, answeredAs: [], requestIds: [] };

describe("a purse", () => {
  it.each([
    ["the request", () => purses()("r1", { request: 1, day: 5 }), "this request"],
    ["the repository's day", () => purses()("r1", { request: 5, day: 1 }), "this repository today"],
    ["the server's day", () => purses(fresh(), { dollarsADay: 1 })(), "this server today"],
  ])("pays up to the cap of %s and not a cent more", (_, purse, whose) => {
    const own = purse();
    own.reserve(1);
    expect(() => own.reserve(0.01)).toThrow(
      expect.objectContaining({ code: "model/over-budget", message: expect.stringContaining(whose) }),
    );
  });

  it("gives back what a call did not cost, and keeps what is unknown", () => {
    const own = purses()("r1", { request: 1, day: 5 });
    own.reserve(1).settle("nothing");
    own.reserve(1).settle(paid(0.25));
    own.reserve(0.75).settle("unknown");
    expect(() => own.reserve(0.01)).toThrow("do not cover this");
  });

  it("is the same after a restart, with what nobody settled", () => {
    const path = fresh();
    purses(path)("r1", { request: 1, day: 5 }).reserve(0.75);
    const again = purses(path)("r1", { request: 1, day: 5 });
    expect([0.5, 0.25, 0.01].map((dollars) => refusalOf(() => again.reserve(dollars)))).toEqual([
      ...["model/over-budget", null, "model/over-budget"],
    ]);
  });

  it("is full again the next day, but for the request that is still the same", () => {
    const path = fresh();
    const caps = { request: 1, day: 1 };
    purses(path)("r1", caps).reserve(1);
    const tomorrow = purses(path, { day: "2026-11-21" });
    expect(() => tomorrow("r1", caps).reserve(0.5)).toThrow("this request");
    expect(refusalOf(() => tomorrow("r2", caps).reserve(1))).toBeNull();
    expect(() => tomorrow("r3", caps).reserve(0.5)).toThrow("this repository today");
  });

  it("is not another repository's", () => {
    const path = fresh();
    const own = purses(path);
    own("r1", { request: 1, day: 1 }).reserve(1);
    const codes = ["acme/infra", "acme/other"].map((repository) =>
      refusalOf(() => own("r1", { request: 1, day: 1 }, repository).reserve(1)),
    );
    expect(codes).toEqual(["model/over-budget", null]);
  });

  it("bills every seat and model for what it was paid, and for nothing that was turned away", () => {
    const path = fresh();
    const account = { repository: "acme/infra", request: "r1", caps: { request: 9, day: 9 } };
    const open = () => openPurses(path, { dollarsADay: 9, now: () => new Date() })(account);
    const model = { vendor: "openai" as const, model: "m" };
    const { purseOf } = open();
    const author = purseOf({ seat: "author", ...model });
    author.reserve(1).settle(paid(0.25));
    author.reserve(1).settle(paid(0.5));
    purseOf({ seat: "cost", ...model }).reserve(2);
    purseOf({ seat: "security", ...model })
      .reserve(1)
      .settle("nothing");
    expect(open().bill()).toEqual([
      { seat: "cost", ...model, calls: 1, inputTokens: 0, outputTokens: 0, dollars: 2, ...NAMELESS },
      { seat: "author", ...model, calls: 2, inputTokens: 2, outputTokens: 2, dollars: 0.75, ...NAMELESS },
    ]);
  });

  it("names what has answered, once, and every answer, also in a file of an earlier release", () => {
    const path = fresh();
    const old = new DatabaseSync(path);
    old.exec(`CREATE TABLE payments (
      id INTEGER PRIMARY KEY, day TEXT NOT NULL, repository TEXT NOT NULL, request TEXT NOT NULL,
      seat TEXT NOT NULL, vendor TEXT NOT NULL, model TEXT NOT NULL, dollars REAL NOT NULL,
      turned_away INTEGER NOT NULL DEFAULT 0, input_tokens INTEGER NOT NULL DEFAULT 0, output_tokens INTEGER NOT NULL DEFAULT 0)`);
    old.exec(`INSERT INTO payments (day, repository, request, seat, vendor, model, dollars)
      VALUES ('2026-11-20', 'a/b', 'r', 'author', 'openai', 'm', 0.5)`);
    old.close();
    const open = () => openPurses(path, { dollarsADay: 9, now: () => new Date() });
    const wallet = open()({ repository: "a/b", request: "r", caps: { request: 9, day: 9 } });
    const author = wallet.purseOf({ seat: "author", vendor: "openai", model: "m" });
    const took = { ...usage, cachedTokens: 3, reasoningTokens: 2 };
    for (const requestId of ["r-1", null, "r-2"])
      author.reserve(1).settle({ dollars: 0.5, usage: took, answeredAs: "m-1", requestId });
    expect(open()({ repository: "a/b", request: "r", caps: { request: 9, day: 9 } }).bill()).toEqual([
      {
        ...{ seat: "author", vendor: "openai", model: "m", calls: 4, dollars: 2, inputTokens: 3 },
        ...{ outputTokens: 3, cachedTokens: 9, reasoningTokens: 6 },
        ...{ answeredAs: ["m-1"], requestIds: ["r-1", "r-2"] },
      },
    ]);
  });

  it("bills a request, whatever its calls, for exactly what it has spent", () => {
    const call = fc.record({
      seat: fc.constantFrom("author" as const, "security" as const),
      model: fc.constantFrom("a", "b"),
      how: fc.oneof(fc.constantFrom("nothing" as const, "unknown" as const), fc.constant(paid(3))),
    });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 12 }), (calls) => {
        const open = openPurses(":memory:", { dollarsADay: 1000, now: () => new Date() });
        const wallet = open({ repository: "a/b", request: "r", caps: { request: 1000, day: 1000 } });
        for (const { seat, model, how } of calls)
          wallet.purseOf({ seat, vendor: "openai", model }).reserve(4).settle(how);
        const spent = calls.map(({ how }) => (how === "nothing" ? 0 : how === "unknown" ? 4 : 3));
        const billed = wallet.bill().reduce((sum, { dollars }) => sum + dollars, 0);
        expect(billed).toBe(spent.reduce<number>((sum, dollars) => sum + dollars, 0));
      }),
      { numRuns: 40 },
    );
  });

  it("never pays more than a cap, in whatever order calls are made and settled", () => {
    const step = fc.record({
      request: fc.constantFrom("r1", "r2"),
      worst: fc.integer({ min: 1, max: 40 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      how: fc.constantFrom("paid", "nothing", "unknown", "never"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const path = fresh();
        const ways = [purses(path), purses(path)];
        const spent = steps.map((one, at) => ({
          ...one,
          dollars: spentBy(one, ways[at % 2] ?? purses(path)),
        }));
        const sum = (some: typeof spent) => some.reduce((total, { dollars }) => total + dollars, 0);
        for (const own of ["r1", "r2"])
          expect(sum(spent.filter(({ request }) => request === own))).toBeLessThanOrEqual(60 + 1e-6);
        expect(sum(spent)).toBeLessThanOrEqual(90 + 1e-6);
      }),
      { numRuns: 40 },
    );
  });
});

interface Call {
  readonly request: string;
  readonly worst: number;
  readonly share: number;
  readonly how: string;
}

/** What is gone after one call; nothing where it was not paid. */
function spentBy({ request, worst, share, how }: Call, purse: ReturnType<typeof purses>): number {
  try {
    const reservation = purse(request, { request: 60, day: 90 }).reserve(worst);
    if (how === "never") return worst;
    const dollars = { paid: worst * share, nothing: 0 }[how] ?? worst;
    const settled = how === "paid" ? paid(dollars) : how === "nothing" ? how : "unknown";
    reservation.settle(settled);
    return dollars;
  } catch (error) {
    expect(error).toMatchObject({ code: "model/over-budget" });
    return 0;
  }
}
