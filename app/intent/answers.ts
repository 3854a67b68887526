import type { Json } from "#shared/core/json.ts";
import type { Wish } from "#shared/core/wish.ts";
import { bindAttributes } from "./attributes.ts";
import { terraformName } from "./existing.ts";
import { readMarks } from "./marks.ts";
import { type Frame, frameOf, type Port, type Reading } from "./reading.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { pairRules } from "./rules.ts";
import type { Gap, Understanding } from "./understanding.ts";
import { findUnused } from "./unused.ts";
import type { Kind } from "./vocabulary/entry.ts";
import { KINDS } from "./vocabulary/kinds.ts";

type Unclear = Extract<Understanding, { kind: "unclear" }>;

/** Puts answers where the questions came from, by their numbers; what is not answered takes its default. */
export function applyAnswers(unclear: Unclear, answers: Readonly<Record<number, string>>): Understanding {
  const asked = new Set(unclear.draft.gaps.map(({ number }) => String(number)));
  const stray = Object.keys(answers).find((number) => !asked.has(number));
  if (stray !== undefined) {
    return refuse(
      "intent/no-such-question",
      `There is no question ${stray}.`,
      `Answer ${[...asked].join(", ")}.`,
    );
  }
  const wishes = [...unclear.draft.wishes];
  for (const gap of unclear.draft.gaps) {
    const wish = wishes[gap.wish];
    const text =
      answers[gap.number] ?? unclear.questions.find(({ number }) => number === gap.number)?.default;
    const answered = wish === undefined || text === undefined ? null : answer(wish, gap, text);
    if (answered === null) return notAnAnswer(gap, text ?? "");
    wishes[gap.wish] = answered;
  }
  const { assumptions, bindings } = unclear.draft;
  return { kind: "understood", wishes, assumptions, bindings };
}

function notAnAnswer(gap: Gap, text: string): Refusal {
  return refuse(
    "intent/answer-not-understood",
    `"${text}" does not answer question ${gap.number}.`,
    "Answer with the value alone.",
  );
}

/** The wish with the answer in it, null where it is none. */
function answer(wish: Wish, gap: Gap, text: string): Wish | null {
  if (gap.attribute === "name") return { ...wish, name: terraformName(text) };
  const kind = KINDS.find((one) => one.kind === wish.kind);
  if (kind === undefined) return null;
  if (gap.ports !== undefined || gap.sources !== undefined)
    return withRules(wish, gap, readAnswer(kind, text));
  const value = answeredValue(kind, gap.attribute, text);
  return value === null ? null : { ...wish, attributes: { ...wish.attributes, [gap.attribute]: value } };
}

function answeredValue(kind: Kind, attribute: string, text: string): Json {
  const entry = kind.attributes[attribute];
  const word = text.trim().replace(/^["'`](.*)["'`]$/, "$1");
  if (entry?.type === "word") return /^[A-Za-z_][\w.-]*$/.test(word) ? word : null;
  if (entry?.type === "count") return /^\d+$/.test(word) ? Number(word) : null;
  const isBare = entry?.type === "duration" && /^\d+$/.test(word);
  const frame = readAnswer(kind, isBare ? `${word} days` : text);
  return frame?.values[attribute] ?? null;
}

function withRules(wish: Wish, gap: Gap, frame: Frame | null): Wish | null {
  if (frame === null) return null;
  const ports = (gap.ports ?? []).map((port: Port) => ({ is: "port" as const, port, isNegated: false }));
  const sources = (gap.sources ?? []).map((source) => ({ is: "source" as const, source }));
  const { open, unpaired } = pairRules([...ports, ...sources, ...frame.rules]);
  if (open.length === 0 || unpaired.length > 0) return null;
  const earlier = wish.attributes.ingress;
  const added = open.map(({ protocol, from, to, source }) => ({ protocol, from, to, source }));
  return {
    ...wish,
    attributes: { ...wish.attributes, ingress: [...(Array.isArray(earlier) ? earlier : []), ...added] },
  };
}

/** Reads an answer as if it were said of the thing itself. */
function readAnswer(kind: Kind, text: string): Frame | null {
  const frame = frameOf({ kind, head: -1, start: -1 });
  const reading: Reading = {
    cloud: "aws",
    marks: readMarks(text, new Set()),
    uses: new Map(),
    negated: new Set(),
    frames: [frame],
    reasons: [],
    remarks: [],
    objections: [],
  };
  bindAttributes(reading);
  return reading.objections.length === 0 && findUnused(reading) === null ? frame : null;
}
