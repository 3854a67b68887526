import { findVague, type Vague } from "../../intent/vague.ts";
import type { Meant, Spoken } from "./meant.ts";

/** Which kind is meant is asked before anything else; what is open of that kind takes its default then, and is said. */
export function settleVague(vague: Vague, spoken: Spoken, understand: (spoken: Spoken) => Meant): Meant {
  const [usual = ""] = vague.kinds;
  const text = `What kind of ${vague.noun} is meant: a ${vague.kinds.join(" or a ")}?`;
  const asked = { number: 1, text, default: usual };
  if (spoken.answers === null) return { kind: "unclear", questions: [asked], draft: NOTHING_YET };
  const answer = spoken.answers[1] ?? usual;
  const request = vague.with(answer);
  const { cloud = "aws" } = spoken;
  if (findVague(request, cloud) !== null || !vague.kinds.some((kind) => answer.toLowerCase().includes(kind)))
    return notAKind(answer, vague);
  const open = understand({ ...spoken, request, answers: null });
  if (open.kind !== "unclear") return open;
  const meant = understand({ ...spoken, request, answers: {} });
  if (meant.kind !== "understood") return meant;
  const taken = open.questions.map((one) => `${one.text} Taken: ${one.default}.`);
  return { ...meant, assumptions: [...meant.assumptions, ...taken] };
}

const NOTHING_YET = { wishes: [], gaps: [], assumptions: [], bindings: [] };

function notAKind(answer: string, { noun, kinds }: Vague): Meant {
  return {
    kind: "refused",
    code: "intent/answer-not-understood",
    message: `"${answer.slice(0, 100)}" does not say which ${noun} is meant.`,
    next: `Answer ${kinds.join(" or ")}, or ask again with the name of what is wanted.`,
  };
}
