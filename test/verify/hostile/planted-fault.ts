import type { ChangeWriter } from "#shared/core/host.ts";
import type { Model } from "#shared/core/model.ts";
import { REMOVALS, type Removal } from "../../../app/intake/text/removals.ts";
import type { Judges } from "../../../app/steps/judges.ts";
import { shown } from "./shown.ts";

export const PLANTS = ["unsanitised", "no-gates", "trusting", "unescaped"] as const;

/** A reader of opinions that takes an answer at its word when it calls the change approved. */
export function trusting(model: Model): Model {
  return {
    ask(question, signal) {
      const { answer } = question;
      if (!("read" in answer)) return model.ask(question, signal);
      const nothing = { value: { findings: [], notes: [] } } as unknown as ReturnType<typeof answer.read>;
      const read = (said: unknown) =>
        JSON.stringify(said).includes("approved") ? nothing : answer.read(said);
      return model.ask({ ...question, answer: { ...answer, read } }, signal);
    },
  };
}

/** A writer of pull requests whose pages say what a model has said as it has said it. */
export function unescaping(changes: ChangeWriter): ChangeWriter {
  return {
    ...changes,
    openPullRequest: (draft) => changes.openPullRequest({ ...draft, body: shown(draft.body) }),
  };
}

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
