import { z } from "zod";
import { CONSULTED, Consulted, type Seated } from "#shared/core/consultation.ts";
import type { Severity } from "#shared/core/finding.ts";
import { type Fate, FINDING_OUTCOME, FindingOutcome } from "#shared/core/finding-outcome.ts";
import type { LedgerEvent } from "#shared/core/ledger-entry.ts";
import { ANALYSER } from "#shared/core/voice.ts";

/** One finding of one voice about one change, counted once in however many consultations it stands. */
export interface Case {
  /** As an outcome names it: by the last consultation that has it. */
  readonly about: Pick<
    FindingOutcome,
    "consultation" | "finding" | "duty" | "by" | "dimension" | "stack" | "pullRequest"
  >;
  readonly severity: Severity;
  readonly change: string;
  /** Nobody of its kind was heard in its seat since, and did not say it again. */
  readonly isStanding: boolean;
  /** Null while nothing became of it. */
  readonly outcome: Fate | null;
}

/** A consultation with the change that it was about: what one pull request does to one stack. */
interface Told extends Consulted {
  readonly change: string;
}

export interface History {
  readonly consultations: readonly Told[];
  readonly cases: readonly Case[];
}

/** What the App's ledger tells of the circle, oldest event first. Consultations before there was a pull request belong to the one that the comment led to. */
export function historyIn(events: readonly LedgerEvent[]): History {
  const pullOf = pullRequestsIn(events);
  const consultations: Told[] = [];
  const past: Past = { changes: new Map(), cases: new Map() };
  for (const { kind, body } of events) {
    const consulted = kind === CONSULTED ? Consulted.safeParse(body).data : undefined;
    if (consulted !== undefined) {
      const pullRequest = pullOf(consulted);
      const told = { ...consulted, pullRequest, change: changeOf({ ...consulted, pullRequest }) };
      consultations.push(told);
      takeConsultation(past, told);
    }
    const said = kind === FINDING_OUTCOME ? FindingOutcome.safeParse(body).data : undefined;
    if (said !== undefined) takeOutcome(past, said);
  }
  return { consultations, cases: [...past.cases.values()].flatMap((one) => [...one.values()]) };
}

interface Past {
  /** By digest of a consultation and its stack: which change it was about. */
  readonly changes: Map<string, string>;
  /** By change, then by voice and finding: a ledger has many changes, and each consultation is about one. */
  readonly cases: Map<string, Map<string, Case>>;
}

/** An analyser is heard again when it has spoken, a model when any model has: it is the seat that is asked. */
export function isHeardAgain({ about }: Pick<Case, "about">, seats: readonly Seated[]): boolean {
  const voices = seats.flatMap(({ duty, voices: heard }) => (duty === about.duty ? heard : []));
  return voices.some((voice) => (voice === ANALYSER) === (about.by === ANALYSER));
}

type Place = Pick<Consulted, "stack" | "comment" | "pullRequest">;

const Proposed = z.looseObject({ comment: z.int(), stack: z.string(), pullRequest: z.int() });

/** `intake/proposed` says which pull request a comment led to in a stack. */
export function pullRequestsIn(events: readonly LedgerEvent[]): (place: Place) => number | null {
  const known = new Map<string, number>();
  for (const { kind, body } of events) {
    const read = kind === "intake/proposed" ? Proposed.safeParse(body).data : undefined;
    if (read !== undefined) known.set(`${read.comment} ${read.stack}`, read.pullRequest);
  }
  return ({ comment, stack, pullRequest }) => pullRequest ?? known.get(`${comment} ${stack}`) ?? null;
}

function changeOf({ stack, comment, pullRequest }: Place): string {
  return `${stack} ${pullRequest === null ? `comment ${comment}` : `#${pullRequest}`}`;
}

function takeConsultation({ changes, cases }: Past, told: Told): void {
  const { consultation, stack, change, seats } = told;
  changes.set(`${consultation} ${stack}`, change);
  const own = cases.get(change) ?? new Map<string, Case>();
  cases.set(change, own);
  for (const [key, one] of own) {
    if (isHeardAgain(one, seats)) own.set(key, { ...one, isStanding: false });
  }
  for (const one of casesIn(told)) {
    const before = own.get(keyOf(one.about))?.outcome ?? null;
    // What comes back after it was fixed is open again.
    own.set(keyOf(one.about), { ...one, outcome: before === "fixed" ? null : before });
  }
}

function casesIn({ seats, stack, pullRequest, consultation, change }: Told): Case[] {
  return seats.flatMap(({ duty, held }) =>
    held.map(({ name: finding, by, dimension, severity }) => {
      const about = { consultation, finding, duty, by, dimension, stack, pullRequest };
      return { about, severity, change, isStanding: true, outcome: null };
    }),
  );
}

/** The first word counts; that a merge was taken back counts more than any, and what was fixed once says nothing of what came back since. */
function takeOutcome({ changes, cases }: Past, said: FindingOutcome): void {
  const { consultation, stack, outcome } = said;
  const own = cases.get(changes.get(`${consultation} ${stack}`) ?? "");
  const known = own?.get(keyOf(said));
  if (known === undefined) return;
  if (outcome === "fixed" && known.about.consultation !== consultation) return;
  if (known.outcome === null || outcome === "reverted") own?.set(keyOf(said), { ...known, outcome });
}

function keyOf({ by, finding }: Pick<FindingOutcome, "by" | "finding">): string {
  return `${by} ${finding}`;
}
