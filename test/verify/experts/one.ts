import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ModelVendor } from "#shared/core/model.ts";
import type { Duty, Review, Verdict, VerdictRules } from "#shared/core/review.ts";
import type { Packet, Seat } from "#shared/core/seat.ts";
import { openPurses } from "../../../app/adapters/purses.ts";
import { askSeats } from "../../../app/experts/ask-seats.ts";
import type { Circle } from "../../../app/experts/circle.ts";
import { weigh } from "../../../app/experts/weigh.ts";
import { modelFor } from "../../../app/models/model-for.ts";
import { priceOf } from "../../../app/models/price-of.ts";
import { created, documentOf } from "../../support/change.ts";
import { circleOf } from "../../support/circle.ts";
import { MODEL } from "../../support/models/wires.ts";
import { FAULTS, type Fault } from "./faults.ts";
import { startVendor } from "./server.ts";

/** Milliseconds, as a repository would shorten its own. */
const DEADLINES = { call: 2000, seat: 3000, circle: 4000 };
/** A busy machine may notice the end of the time later than it is. */
const SLACK_MS = 1000;
const CAP = 5;

export interface Case {
  readonly duty: Duty;
  readonly vendor: ModelVendor;
  readonly fault: Fault;
}

interface Happened {
  readonly milliseconds: number;
  readonly calls: number;
  readonly dollars: number;
  readonly review: Review | undefined;
  readonly verdict: Verdict;
}

export type Plant = "deadline" | "consent" | undefined;

/** One seat whose only model fails in one way, beside three that are well; what went otherwise than the rules say. */
export async function missesOf(one: Case, plant: Plant): Promise<string[]> {
  const happened = await play(one, plant);
  const { duty, fault } = one;
  const { review, verdict } = happened;
  const wanted = FAULTS[fault];
  const outcome = review?.attempts[0]?.outcome;
  const hasFloor = duty === "security" || duty === "fidelity";
  const standing = review?.kind === "silent" ? "silent" : review?.degraded === null ? "heard" : "degraded";
  const kind = duty === "security" ? "undecided" : "approved";
  return [
    ...differs("the attempt", outcome, wanted.outcome),
    ...differs("calls", happened.calls, wanted.calls),
    ...differs("the seat", standing, hasFloor ? "degraded" : "silent"),
    ...differs("the verdict", verdict.kind, kind),
    ...(happened.milliseconds > DEADLINES.call + SLACK_MS
      ? [`took ${Math.round(happened.milliseconds)} ms`]
      : []),
    ...(happened.dollars > CAP ? [`cost $${happened.dollars}`] : []),
  ];
}

function differs(what: string, was: unknown, wanted: unknown): string[] {
  return was === wanted ? [] : [`${what}: ${String(was)} and not ${String(wanted)}`];
}

async function play({ duty, vendor, fault }: Case, plant: Plant): Promise<Happened> {
  const folder = mkdtempSync(join(tmpdir(), "code-verify-experts-"));
  const faulty = await startVendor(vendor, fault);
  const well = await startVendor("compatible", null);
  const purses = openPurses(join(folder, "purse.sqlite"), { dollarsADay: CAP, now: () => new Date() });
  const wallet = purses({ repository: "acme/infra", request: "r", caps: { request: CAP, day: CAP } });
  const base = circleOf({ analysers: ANALYSERS, roster: rosterOf(duty, vendor), wallet });
  const urls = { faulty: faulty.baseUrl, well: well.baseUrl };
  const circle: Circle = {
    ...base,
    deadlines: plant === "deadline" ? { call: 6000, seat: 6000, circle: 6000 } : DEADLINES,
    models: {
      ...base.models,
      open: (name, terms) =>
        modelFor(
          { ...name, key: "k", baseUrl: name.model === MODEL ? urls.faulty : urls.well },
          { timeoutMs: terms.timeoutMs, pauseMs: 20, payment: { purse: terms.purse, price: priceOf(name) } },
        ),
    },
  };
  const started = performance.now();
  const reviews = await askSeats(PACKET, circle, new AbortController().signal);
  const milliseconds = performance.now() - started;
  await Promise.all([faulty.stop(), well.stop()]);
  rmSync(folder, { recursive: true, force: true });
  const attempts = reviews.flatMap((review) => review.attempts);
  return {
    ...{ milliseconds, calls: faulty.calls(), review: reviews.find((review) => review.duty === duty) },
    dollars: attempts.reduce((sum, { dollars }) => sum + dollars, 0),
    verdict: weigh(plant === "consent" ? reviews.map(consenting) : reviews, RULES),
  };
}

const RULES: VerdictRules = { required: ["security", "fidelity"], floor: "high", findings: [] };

function rosterOf(duty: Duty, vendor: ModelVendor) {
  const duties: readonly Duty[] = ["security", "reliability", "cost", "fidelity"];
  return Object.fromEntries(
    duties.map((one) => [
      one,
      { models: [one === duty ? { vendor, model: MODEL } : { vendor: "compatible", model: `well-${one}` }] },
    ]),
  );
}

/** What must never be: silence that is taken for consent. */
function consenting(review: Review): Review {
  return review.kind === "silent" ? review : { ...review, degraded: null };
}

const PACKET: Packet = {
  request: "a bucket",
  document: documentOf([created("aws_s3_bucket.logs", { bucket: "logs" })]),
  contract: { version: 1, id: "issue-1", promises: [], guards: [], withdraws: [] },
  findings: [],
};
const analyser = (duty: Duty): Seat => ({
  ...{ duty, by: "key-less analyser", deadlineMs: 1000 },
  review: () => Promise.resolve({ findings: [], notes: [] }),
});
const ANALYSERS = [analyser("security"), analyser("fidelity")];
