import { PipelineError } from "#shared/core/error.ts";
import type { Json } from "#shared/core/json.ts";
import type { ModelFailure } from "#shared/core/model.ts";
import type { Trouble, Vendor } from "./vendor.ts";

/** What came back is not read: there is too much of it, or it sends us elsewhere. */
export class NotRead extends Error {
  readonly trouble: Partial<Trouble>;
  constructor(trouble: Partial<Trouble>) {
    super("This answer is not read.");
    this.trouble = trouble;
  }
}

/** An error of an SDK, or of what it was given to fetch with. */
export function troubleIn(error: unknown, troubleOf: Vendor["troubleOf"]): Trouble {
  return { ...troubleOf(error), ...notReadIn(error)?.trouble };
}

/** SDKs wrap what a fetch throws. */
function notReadIn(error: unknown): NotRead | null {
  if (error instanceof NotRead) return error;
  return error instanceof Error && error.cause !== undefined ? notReadIn(error.cause) : null;
}

/** Another try may help with these and with a lost connection, and with nothing else. */
export function isPassing({ status, means }: Trouble): boolean {
  if (means !== undefined) return false;
  return status === null || status === 408 || status === 409 || status === 429 || status >= 500;
}

export function troubleFailed({ status, means, requestId, cause }: Trouble): PipelineError {
  if (status === 401 || status === 403) {
    return new PipelineError("model/unavailable", "The model's key was not accepted.", {
      next: "Give the App a valid key for its author.",
      details: { status, requestId },
      cause,
    });
  }
  return modelFailed(means ?? failureOf(status), { details: { status, requestId }, cause });
}

function failureOf(status: number | null): ModelFailure {
  if (status === 402) return "over-budget";
  if (status === 429) return "rate-limited";
  return status === 408 || status === 504 ? "timeout" : "unavailable";
}

const SAID: Readonly<Record<ModelFailure, readonly [message: string, next: string]>> = {
  timeout: ["The model did not answer in time.", "Comment /code retry, or ask for less in one comment."],
  "rate-limited": ["The model takes no more questions for now.", "Comment /code retry in some minutes."],
  refused: ["The model declined this request.", "Word the request differently."],
  truncated: ["The answer is longer than the model may write.", "Ask for less in one comment."],
  malformed: ["The model answered twice in another form than was asked.", "Comment /code retry."],
  unavailable: ["The model could not be reached.", "Comment /code retry in some minutes."],
  "over-budget": ["The model's account is used up.", "Raise its limit, then comment /code retry."],
};

export function modelFailed(
  failure: ModelFailure,
  { details, cause }: { details?: Json; cause?: unknown } = {},
): PipelineError {
  const [message, next] = SAID[failure];
  return new PipelineError(`model/${failure}`, message, { next, details: details ?? null, cause });
}

export function modelCancelled(cause: unknown): PipelineError {
  return new PipelineError("model/cancelled", "The call was cancelled.", {
    next: "Comment again to start anew.",
    cause,
  });
}
