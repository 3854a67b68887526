import { PipelineError } from "#shared/core/error.ts";
import { type ModelAnswer, ModelFailure, type ModelName } from "#shared/core/model.ts";
import type { Attempt, Duty, Outcome } from "#shared/core/review.ts";
import type { Opinion, Packet } from "#shared/core/seat.ts";
import type { Circle } from "./circle.ts";
import { deadline, NotNeeded, within } from "./deadline.ts";
import { metered } from "./metered.ts";
import { questionFor } from "./prompt/question.ts";

/** What came of asking one model: its opinion, null where there is none, and the record of it. */
export interface Tried {
  readonly opinion: Opinion | null;
  readonly attempt: Attempt;
}

/** Asks one model once, for as long as one call may take; whatever goes wrong is an outcome. */
export async function tryModel(
  { duty, name, packet }: { duty: Duty; name: ModelName; packet: Packet },
  { models, deadlines }: Pick<Circle, "models" | "deadlines">,
  seat: AbortSignal,
): Promise<Tried> {
  const { purse, spent } = metered(models.purseOf({ seat: duty, ...name }));
  const started = performance.now();
  const { signal, done } = deadline(deadlines.call, seat);
  const record = (outcome: Outcome, said: Partial<Said>): Attempt => ({
    ...{ ...name, outcome, ...spent(), milliseconds: Math.round(performance.now() - started) },
    ...{ answeredAs: said.model ?? null, requestId: said.requestId ?? null, answer: said.said ?? null },
  });
  try {
    const model = models.open(name, { purse, timeoutMs: deadlines.call });
    if (model === null) return { opinion: null, attempt: record("not-configured", {}) };
    const question = questionFor(duty, packet);
    if (question === null) return { opinion: null, attempt: record("too-large", {}) };
    const answer = await within(signal, () => model.ask(question, signal));
    return { opinion: answer.value, attempt: record("answered", answer) };
  } catch (cause) {
    return { opinion: null, attempt: record(outcomeOf(cause, signal), saidIn(cause)) };
  } finally {
    done();
  }
}

/** Not asked at all. */
export function passedOver(name: ModelName, outcome: Outcome): Tried {
  const nothing = { inputTokens: 0, outputTokens: 0, cachedTokens: 0, reasoningTokens: 0, dollars: 0 };
  const silent = { milliseconds: 0, answeredAs: null, requestId: null, answer: null };
  return { opinion: null, attempt: { ...name, outcome, ...nothing, ...silent } };
}

function outcomeOf(cause: unknown, signal: AbortSignal): Outcome {
  if (signal.aborted) return outcomeOfAbort(signal.reason);
  const failure = cause instanceof PipelineError ? cause.code.replace("model/", "") : "";
  return ModelFailure.safeParse(failure).data ?? "unavailable";
}

function outcomeOfAbort(reason: unknown): Outcome {
  if (reason instanceof NotNeeded) return "not-needed";
  return reason instanceof Error && reason.name === "TimeoutError" ? "timeout" : "cancelled";
}

type Said = Pick<ModelAnswer, "model" | "requestId" | "said">;

/** A failure keeps what was received, where something was. */
function saidIn(cause: unknown): Partial<Said> {
  const details = cause instanceof PipelineError ? cause.details : null;
  if (details === null || typeof details !== "object" || Array.isArray(details)) return {};
  const { said, requestId } = details;
  return {
    ...(typeof said === "string" && said !== "" ? { said } : {}),
    ...(typeof requestId === "string" ? { requestId } : {}),
  };
}
