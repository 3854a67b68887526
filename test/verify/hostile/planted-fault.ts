import { REMOVALS, type Removal } from "../../../app/intake/removals.ts";
import type { Judges } from "../../../app/steps/judges.ts";

/** The judges of an App with a fault that the check has to notice: an intake that takes nothing out, or gates that find nothing. */
export function judgesWith(plant: string | undefined, judges: Judges): Judges {
  if (plant === "unsanitised") (REMOVALS as Removal[]).length = 0;
  if (plant !== "no-gates") return judges;
  const { gate } = judges.engines;
  const evaluate = async (document: object) => ({ ...(await gate.evaluate(document)), findings: [] });
  return {
    ...judges,
    engines: { ...judges.engines, gate: { ...gate, evaluate } },
    scanner: { ...judges.scanner, scan: () => Promise.resolve([]) },
    seats: judges.seats.map((seat) => ({
      ...seat,
      review: () => Promise.resolve({ findings: [], notes: [] }),
    })),
  };
}
