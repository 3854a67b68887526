import type { Consultation } from "#shared/core/consultation.ts";
import { findingIn, isFixed } from "../../experts/record/fixed.ts";
import { type Case, historyIn, isHeardAgain } from "../../experts/record/history.ts";
import type { Recorder } from "../ledger.ts";

/** Writes back which findings about the same change a consultation shows to be fixed, once it is in the ledger itself. */
export async function noteFixed(
  ledger: Recorder,
  now: { readonly digest: string; readonly stack: string; readonly consultation: Consultation },
): Promise<void> {
  const { digest: later, stack, consultation } = now;
  const { consultations, cases } = historyIn(await ledger.events());
  const told = consultations.findLast((one) => one.consultation === later && one.stack === stack);
  if (told === undefined) return;
  const isGone = (one: Case) =>
    one.outcome === null &&
    one.change === told.change &&
    one.about.consultation !== later &&
    isHeardAgain(one, told.seats);
  for (const { about } of cases.filter(isGone)) {
    const earlier = await ledger.opened(about.consultation);
    const finding = earlier === null ? null : findingIn(earlier, about);
    if (finding === null || !isFixed({ duty: about.duty, finding }, consultation)) continue;
    await ledger.outcome({ ...about, through: "consultation", outcome: "fixed", later });
  }
}
