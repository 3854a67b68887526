import { describe, expect, it } from "vitest";
import { PipelineError } from "#shared/core/error.ts";
import type { ExpertFinding } from "#shared/core/review.ts";
import type { Packet, Seat } from "#shared/core/seat.ts";
import { askSeats } from "../../../app/experts/ask-seats.ts";
import { created, documentOf } from "../../support/change.ts";
import { circleOf } from "../../support/circle.ts";

const packet: Packet = {
  request: "a bucket",
  document: documentOf([created("aws_s3_bucket.logs", { bucket: "logs" })]),
  contract: { version: 1, id: "issue-1", promises: [], guards: [], withdraws: [] },
  findings: [],
};
const quoting = (quoted: string): ExpertFinding => ({
  rule: "security/name",
  severity: "high",
  status: "fail",
  resource: "aws_s3_bucket.logs",
  path: "bucket",
  message: "A name.",
  controls: [],
  quoted,
  ...{ id: "", by: "analyser", dimension: "security" },
});

const seat = (review: Seat["review"], deadlineMs = 60_000): Seat => ({
  duty: "security",
  by: "test",
  deadlineMs,
  review,
});
const never = new AbortController().signal;
const asked = (analysers: readonly Seat[], signal = never) =>
  askSeats(packet, circleOf({ analysers }), signal);

describe("asking the seats", () => {
  it("returns what each seat found", async () => {
    const reviews = await asked([
      seat(() => Promise.resolve({ findings: [quoting("logs")], notes: ["fine"] })),
    ]);
    expect(reviews).toMatchObject([{ kind: "answered", findings: [quoting("logs")], notes: ["fine"] }]);
  });

  it("makes a note of a finding that quotes what is not there", async () => {
    const [review] = await asked([
      seat(() => Promise.resolve({ findings: [quoting("backups")], notes: [] })),
    ]);
    expect(review).toMatchObject({
      kind: "answered",
      findings: [],
      demoted: 1,
      notes: [expect.stringContaining("A name.")],
    });
  });

  it("takes a seat that misses its deadline for silent, and tells it so", async () => {
    let told = false;
    const deaf = seat((_, signal) => {
      signal.addEventListener("abort", () => {
        told = true;
      });
      return new Promise(() => undefined);
    }, 1);
    expect(await asked([deaf])).toMatchObject([{ kind: "silent", reason: "no answer in time" }]);
    expect(told).toBe(true);
  });

  it.each([
    [
      "rejects",
      () => Promise.reject(new PipelineError("model/refused", "no", { next: "" })),
      "model/refused",
    ],
    ["answers nonsense", () => Promise.resolve(JSON.parse("{}")), expect.any(String)],
    [
      "throws",
      () => {
        throw new Error("broken");
      },
      "broken",
    ],
  ])("takes a seat that %s for silent, and hears the others", async (_, review, reason) => {
    const other = seat(() => Promise.resolve({ findings: [], notes: [] }));
    const reviews = await asked([seat(review), { ...other, duty: "fidelity" }]);
    expect(reviews).toMatchObject([{ kind: "silent", reason }, { kind: "answered" }]);
  });

  it("is over when the whole work is cancelled", async () => {
    const deaf = seat(() => new Promise(() => undefined));
    const cancelled = AbortSignal.abort(new Error("cancelled"));
    expect(await asked([deaf], cancelled)).toMatchObject([{ kind: "silent", reason: "cancelled" }]);
  });

  it("gives every seat a packet of its own", async () => {
    const seen: number[] = [];
    const greedy = seat((own) => {
      seen.push(own.document.resources.length);
      own.document.resources.length = 0;
      return Promise.resolve({ findings: [], notes: [] });
    });
    await asked([greedy, { ...greedy, duty: "fidelity" }]);
    expect(seen).toEqual([1, 1]);
  });
});
