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
  const cases = new Map<string, Case>();
  for (const { kind, body } of events) {
    const consulted = kind === CONSULTED ? Consulted.safeParse(body).data : undefined;
    if (consulted !== undefined) {
      const pullRequest = pullOf(consulted);
      const told = { ...consulted, pullRequest, change: changeOf({ ...consulted, pullRequest }) };
      consultations.push(told);
      takeConsultation(cases, told);
    }
    const said = kind === FINDING_OUTCOME ? FindingOutcome.safeParse(body).data : undefined;
    if (said !== undefined) takeOutcome(cases, said, consultations);
  }
  return { consultations, cases: [...cases.values()] };
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

function takeConsultation(cases: Map<string, Case>, told: Told): void {
  for (const [key, one] of cases) {
    const isAnswered = one.change === told.change && isHeardAgain(one, told.seats);
    if (isAnswered) cases.set(key, { ...one, isStanding: false });
  }
  for (const one of casesIn(told)) {
    const key = keyOf(one.change, one.about);
    const before = cases.get(key)?.outcome ?? null;
    // What comes back after it was fixed is open again.
    cases.set(key, { ...one, outcome: before === "fixed" ? null : before });
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
function takeOutcome(cases: Map<string, Case>, said: FindingOutcome, told: readonly Told[]): void {
  const { consultation, stack, outcome } = said;
  const of = told.findLast((one) => one.consultation === consultation && one.stack === stack);
  const key = of === undefined ? "" : keyOf(of.change, said);
  const known = cases.get(key);
  if (known === undefined) return;
  if (outcome === "fixed" && known.about.consultation !== consultation) return;
  if (known.outcome === null || outcome === "reverted") cases.set(key, { ...known, outcome });
}

function keyOf(change: string, { by, finding }: { readonly by: string; readonly finding: string }): string {
  return `${change} ${by} ${finding}`;
}
