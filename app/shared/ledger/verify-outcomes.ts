import { CONSULTED, Consulted } from "../core/consultation.ts";
import { FINDING_OUTCOME, FindingOutcome } from "../core/finding-outcome.ts";
import { ledgerBranch } from "./chain.ts";
import type { Problem, ReadChain } from "./verify-ledger.ts";

/** An outcome is of a finding that an earlier consultation of its stack has; what fixed it is a consultation after that one. */
export function verifyOutcomes(app: ReadChain): readonly Problem[] {
  const told: Consulted[] = [];
  return app.entries.flatMap((read, index) => {
    if (read?.event.kind === CONSULTED) {
      const consulted = Consulted.safeParse(read.event.body);
      if (consulted.success) told.push(consulted.data);
    }
    if (read?.event.kind !== FINDING_OUTCOME) return [];
    const problem = outcomeProblem(read.event.body, told);
    return problem === null ? [] : [{ entry: `${ledgerBranch("app")} ${index + 1}`, problem }];
  });
}

function outcomeProblem(body: unknown, told: readonly Consulted[]): string | null {
  const read = FindingOutcome.safeParse(body);
  if (!read.success) return "tells an outcome that cannot be read";
  const { consultation, finding, duty, by, dimension, stack } = read.data;
  const at = told.findIndex((one) => one.consultation === consultation && one.stack === stack);
  if (at < 0) return `tells an outcome of the consultation ${consultation}, which is not there`;
  const held = told[at]?.seats.flatMap((seat) => (seat.duty === duty ? seat.held : [])) ?? [];
  const isThere = held.some((one) => one.name === finding && one.by === by && one.dimension === dimension);
  if (!isThere) return `tells an outcome of the finding ${finding}, which that consultation does not have`;
  if (read.data.through !== "consultation") return null;
  const { later } = read.data;
  const isLater = told.slice(at + 1).some((one) => one.consultation === later && one.stack === stack);
  return isLater ? null : `names the consultation ${later}, which does not come after it`;
}
