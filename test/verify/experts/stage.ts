import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { ModelName } from "#shared/core/model.ts";
import type { Wallet } from "#shared/core/purse.ts";
import type { Attempt, Duty, Review, Verdict, VerdictRules } from "#shared/core/review.ts";
import type { Packet, Seat } from "#shared/core/seat.ts";
import { openPurses } from "../../../app/adapters/purses.ts";
import { askSeats } from "../../../app/experts/ask-seats.ts";
import type { Circle } from "../../../app/experts/circle.ts";
import { weigh } from "../../../app/experts/weigh.ts";
import { modelFor } from "../../../app/models/model-for.ts";
import { priceOf, worstCase } from "../../../app/models/price-of.ts";
import { askedOf } from "../../support/asked-of.ts";
import { created, documentOf } from "../../support/change.ts";
import { circleOf } from "../../support/circle.ts";
import { startVendors, type Tokens, type Vendors } from "./vendors.ts";

/** What must never be, each by its name for `--plant`. */
export const PLANTS = [
  ...["deadline", "consent", "unrecorded", "no-seat-clock", "no-circle-clock"],
  ...["unreserved", "two-seats", "own-vendor"],
] as const;
export type Plant = (typeof PLANTS)[number] | undefined;

/** Milliseconds, as a repository would shorten its own: short where they are waited for, ample for a busy machine where they are not. */
export const SHORT: Circle["deadlines"] = { call: 3000, seat: 10_000, circle: 12_000 };
export const LONG: Circle["deadlines"] = { call: 10_000, seat: 15_000, circle: 20_000 };
/** A busy machine may notice the end of the time later than it is. */
export const SLACK_MS = 1000;
/** US dollars, more than any row needs that is not about money. */
const AMPLE = 1000;

export interface Account {
  readonly repository: string;
  readonly request: string;
  readonly caps: { readonly request: number; readonly day: number };
}

export interface Stage {
  readonly vendors: Vendors;
  readonly plant: Plant;
  /** A purse file of its own, with what the server may spend in a day. */
  purses(dollarsADay?: number): Purses;
  readonly shared: Purses;
  close(): Promise<void>;
}

interface Purses {
  open(account: Account): Wallet;
  /** What is written down as spent by a repository, or by all. */
  spent(repository?: string): number;
}

export async function openStage(plant: Plant): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), "code-verify-experts-"));
  const vendors = await startVendors();
  let files = 0;
  const purses = (dollarsADay = 1_000_000): Purses => {
    const path = join(folder, `${files++}.sqlite`);
    const open = openPurses(path, { dollarsADay, now: () => new Date() });
    const database = new DatabaseSync(path);
    const sum = database.prepare("SELECT TOTAL(dollars) AS sum FROM payments WHERE ?1 IN ('', repository)");
    return { open, spent: (repository = "") => Number(sum.get(repository)?.sum) };
  };
  const close = async () => {
    await vendors.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { vendors, plant, purses, shared: purses(), close };
}

export type Roster = Readonly<Partial<Record<Duty, readonly ModelName[]>>>;

export interface Scene {
  readonly roster: Roster;
  readonly authors?: readonly ModelName[];
  readonly deadlines?: Circle["deadlines"];
  readonly wallet?: Wallet;
  readonly rules?: Partial<VerdictRules>;
}

export interface Played {
  readonly milliseconds: number;
  readonly reviews: readonly Review[];
  readonly verdict: Verdict;
  of(duty: Duty): { readonly standing: string; readonly attempts: readonly Attempt[] };
  /** Of all attempts together, and as it is written down. */
  readonly dollars: number;
  readonly written: number;
}

let played = 0;

/** One consultation, by the real SDKs over real wires, paid for out of a real purse. */
export async function play(
  { roster, authors = [], deadlines = LONG, ...scene }: Scene,
  stage: Stage,
): Promise<Played> {
  const { vendors, shared } = stage;
  const repository = `acme/${played++}`;
  const caps = { request: AMPLE, day: AMPLE };
  const wallet = scene.wallet ?? shared.open({ repository, request: "r", caps });
  const chairs = Object.fromEntries(Object.entries(roster).map(([duty, models]) => [duty, { models }]));
  const base = circleOf({ analysers: ANALYSERS, roster: chairs, wallet, authors, deadlines });
  const open: Circle["models"]["open"] = (name, { purse, timeoutMs }) =>
    modelFor(
      { ...name, key: "k", baseUrl: vendors.baseUrl(name.vendor) },
      { timeoutMs, pauseMs: 20, payment: { purse, price: priceOf(name) } },
    );
  const started = performance.now();
  const asked = await askSeats(
    PACKET,
    { ...base, models: { ...base.models, open } },
    new AbortController().signal,
  );
  const milliseconds = performance.now() - started;
  const reviews = stage.plant === "consent" ? asked.map(consenting) : asked;
  const attempts = reviews.flatMap((review) => review.attempts);
  return {
    ...{ milliseconds, reviews },
    verdict: weigh(reviews, { ...base.rules, ...scene.rules }),
    of: (duty) => standingOf(reviews.find((review) => review.duty === duty)),
    dollars: attempts.reduce((sum, { dollars }) => sum + dollars, 0),
    written: shared.spent(repository),
  };
}

function standingOf(review: Review | undefined): ReturnType<Played["of"]> {
  if (review === undefined || review.kind === "silent")
    return { standing: "silent", attempts: review?.attempts ?? [] };
  return { standing: review.degraded === null ? "heard" : "degraded", attempts: review.attempts };
}

/** What must never be: silence that is taken for consent. */
function consenting(review: Review): Review {
  return review.kind === "silent" ? review : { ...review, degraded: null };
}

/** What one call of a seat may cost at worst, in US dollars. */
export function atWorst(duty: Duty, name: ModelName): number {
  return worstCase(askedOf(duty, PACKET), priceOf(name));
}

/** What tokens cost as the vendor's own bill would have it. */
export function dollarsOf(name: ModelName, { input, output }: Tokens): number {
  const price = priceOf(name);
  return (input * price.input + output * price.output) / 1_000_000;
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
