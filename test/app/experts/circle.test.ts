import { describe, expect, it } from "vitest";
import { PipelineError } from "#shared/core/error.ts";
import type { Model, ModelFailure } from "#shared/core/model.ts";
import type { ExpertFinding } from "#shared/core/review.ts";
import type { Packet, Seat } from "#shared/core/seat.ts";
import { askSeats } from "../../../app/experts/ask-seats.ts";
import { created, documentOf } from "../../support/change.ts";
import { circleOf } from "../../support/circle.ts";
import { modelAnswer } from "../../support/model-answer.ts";

const packet: Packet = {
  request: "a bucket",
  document: documentOf([created("aws_s3_bucket.logs", { bucket: "logs" })]),
  contract: { version: 1, id: "issue-1", promises: [], guards: [], withdraws: [] },
  findings: [],
};
const FOUND: ExpertFinding = {
  ...{ id: "S1", by: "model", dimension: "security", rule: "S3-1", severity: "critical", status: "fail" },
  ...{ resource: "aws_s3_bucket.logs", path: "bucket", quoted: "logs", message: "A name.", controls: [] },
};
const never = new AbortController().signal;
const named = (name: string) => {
  const [vendor = "", model = ""] = name.split("/");
  return { vendor, model };
};
const seats = (roster: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(roster).map(([duty, names]) => [duty, { models: names.map(named) }]));

function saying(...findings: ExpertFinding[]): Model {
  return { ask: async () => modelAnswer({ findings, notes: [] }, { inputTokens: 9 }) };
}
function failing(failure: ModelFailure): Model {
  return { ask: () => Promise.reject(new PipelineError(`model/${failure}`, "no", { next: "" })) };
}
/** Answers never, and keeps in mind how it was stopped. */
function deaf(): Model & { readonly stopped: unknown[] } {
  const stopped: unknown[] = [];
  const ask: Model["ask"] = (_, signal) =>
    new Promise(() => signal.addEventListener("abort", () => stopped.push(signal.reason)));
  return { stopped, ask };
}
const analyser = (duty: Seat["duty"], ...findings: ExpertFinding[]): Seat => ({
  ...{ duty, by: "key-less analyser", deadlineMs: 1000 },
  review: () => Promise.resolve({ findings, notes: [] }),
});

describe("the circle", () => {
  it("adds what a model finds to what its analyser found", async () => {
    const sure: ExpertFinding = { ...FOUND, by: "analyser", severity: "low" };
    const roster = seats({ security: ["openai/a"] });
    const parts = { analysers: [analyser("security", sure)], roster, models: { "openai/a": saying(FOUND) } };
    expect(await askSeats(packet, circleOf(parts), never)).toMatchObject([
      {
        ...{ by: "openai/a + key-less analyser", findings: [sure, FOUND], degraded: null },
        attempts: [{ vendor: "openai", model: "a", outcome: "answered", answeredAs: "scripted" }],
      },
    ]);
  });

  it("asks the next model where one fails, and says what became of each", async () => {
    const roster = seats({ cost: ["openai/a", "google/b", "compatible/c", "anthropic/d"] });
    const models = {
      "openai/a": failing("refused"),
      "google/b": failing("rate-limited"),
      "anthropic/d": saying(),
    };
    const [review] = await askSeats(packet, circleOf({ roster, models }), never);
    expect(review).toMatchObject({ kind: "answered", by: "anthropic/d", degraded: null });
    expect(review?.attempts.map(({ outcome }) => outcome)).toEqual([
      ...["refused", "rate-limited", "not-configured", "answered"],
    ]);
  });

  it("is asked about nothing that is too large to be shown, at no cost", async () => {
    const resources = Array.from({ length: 500 }, (_, at) => created(`aws_vpc.${"x".repeat(400)}${at}`, {}));
    const large = { ...packet, document: documentOf(resources) };
    const roster = seats({ cost: ["openai/a"] });
    const [review] = await askSeats(large, circleOf({ roster, models: { "openai/a": saying() } }), never);
    expect(review).toMatchObject({
      kind: "silent",
      reason: "openai/a: too-large",
      attempts: [{ dollars: 0 }],
    });
  });

  it("is degraded where the analyser alone speaks, and silent where nobody does", async () => {
    const roster = seats({ fidelity: ["openai/a"], cost: ["google/b"] });
    const models = { "openai/a": failing("truncated"), "google/b": failing("unavailable") };
    const parts = { analysers: [analyser("fidelity")], roster, models };
    expect(await askSeats(packet, circleOf(parts), never)).toMatchObject([
      { duty: "cost", kind: "silent", reason: "google/b: unavailable" },
      { duty: "fidelity", kind: "answered", by: "key-less analyser", degraded: "openai/a: truncated" },
    ]);
  });

  it("keeps whoever writes out of security, by whichever way to its vendor", async () => {
    const roster = seats({ security: ["google-genai/a", "openai/b"], cost: ["google/c"] });
    const models = { "google-genai/a": saying(), "openai/b": saying(), "google/c": saying() };
    const authors = [{ vendor: "google" as const, model: "writer" }];
    const [security, cost] = await askSeats(packet, circleOf({ roster, models, authors }), never);
    expect(security?.attempts.map(({ outcome }) => outcome)).toEqual(["same-vendor-as-author", "answered"]);
    expect(cost?.attempts.map(({ outcome }) => outcome)).toEqual(["answered"]);
  });

  it("puts no model into two seats", async () => {
    const roster = seats({ security: ["google/a"], cost: ["google-genai/a", "openai/b"] });
    const models = { "google/a": saying(), "google-genai/a": saying(), "openai/b": saying() };
    const [, cost] = await askSeats(packet, circleOf({ roster, models }), never);
    expect(cost?.attempts.map(({ outcome }) => outcome)).toEqual(["in-another-seat", "answered"]);
  });

  it("asks no model where an analyser's objection is sure", async () => {
    const roster = seats({ security: ["openai/a"], cost: ["google/b"] });
    const [model, other] = [deaf(), deaf()];
    const models = { "openai/a": model, "google/b": other };
    const sure: ExpertFinding = { ...FOUND, by: "analyser" };
    const reviews = await askSeats(
      packet,
      circleOf({ analysers: [analyser("security", sure)], roster, models }),
      never,
    );
    expect(reviews).toMatchObject([
      { kind: "answered", findings: [sure], attempts: [{ outcome: "not-needed" }] },
      { kind: "silent", reason: "google/b: not-needed" },
    ]);
  });

  it("waits for nobody else once a model's objection is sure", async () => {
    const roster = seats({ security: ["openai/a"], cost: ["google/b"] });
    const other = deaf();
    const reviews = await askSeats(
      packet,
      circleOf({ roster, models: { "openai/a": saying(FOUND), "google/b": other } }),
      never,
    );
    expect(reviews).toMatchObject([{ findings: [FOUND] }, { reason: "google/b: not-needed" }]);
    expect(other.stopped).toHaveLength(1);
  });

  it.each([
    ["a call", { call: 20 }, ["timeout", "timeout"]],
    ["a seat", { seat: 20 }, ["timeout"]],
    ["the circle", { circle: 20 }, ["timeout"]],
  ])("gives up when the time of %s is over", async (_, deadlines, outcomes) => {
    const roster = seats({ cost: ["openai/a", "google/b"] });
    const models = { "openai/a": deaf(), "google/b": deaf() };
    const [review] = await askSeats(packet, circleOf({ roster, models, deadlines }), never);
    expect(review?.kind).toBe("silent");
    expect(review?.attempts.map(({ outcome }) => outcome)).toEqual(outcomes);
  });

  it("says that it was cancelled", async () => {
    const stop = new AbortController();
    const roster = seats({ cost: ["openai/a"] });
    const asked = askSeats(packet, circleOf({ roster, models: { "openai/a": deaf() } }), stop.signal);
    setImmediate(() => stop.abort(new Error("enough")));
    expect(await asked).toMatchObject([{ kind: "silent", attempts: [{ outcome: "cancelled" }] }]);
  });

  it("counts what each attempt took out of the purse, and in full what was never settled", async () => {
    const lost: Model = { ask: () => Promise.reject(new PipelineError("model/timeout", "no", { next: "" })) };
    const roster = seats({ cost: ["openai/a", "google/b"] });
    const base = circleOf({ roster, models: { "openai/a": lost, "google/b": saying() } });
    const paid: number[] = [];
    const purse = { reserve: (dollars: number) => ({ settle: () => paid.push(dollars) }) };
    const open: typeof base.models.open = (name, terms) => {
      const reservation = terms.purse.reserve(0.5);
      if (name.model === "b") reservation.settle({ dollars: 0.125, usage: modelAnswer(null) });
      return base.models.open(name, terms);
    };
    const [review] = await askSeats(
      packet,
      { ...base, models: { ...base.models, open, purseOf: () => purse } },
      never,
    );
    expect(review?.attempts).toMatchObject([{ dollars: 0.5 }, { dollars: 0.125, inputTokens: 1 }]);
    expect(paid).toEqual([0.5]);
  });
});
