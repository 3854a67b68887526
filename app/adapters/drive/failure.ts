import { PipelineError } from "#shared/core/error.ts";
import { retryAfterMs } from "../../models/retry-after.ts";

/** What an error of a call says; `status` null: there was no answer, or it broke off. */
export interface Trouble {
  readonly status: number | null;
  /** Drive's own word, such as `storageQuotaExceeded`; "" where it says none. */
  readonly reason: string;
  readonly retryAfterMs: number | null;
}

type Failure = keyof typeof SAID;

const SAID = {
  timeout: ["Drive did not take it in time.", "Nothing: the next consultation is tried again."],
  unavailable: ["Drive could not be reached.", "Nothing: the next consultation is tried again."],
  "rate-limited": ["Drive takes no more for now.", "Raise the project's quota where this stays."],
  credentials: ["Google did not accept the credentials.", "Give valid ones as CODE_DRIVE_CREDENTIALS."],
  folder: [
    "The folder is not there for this account.",
    "Check CODE_DRIVE_FOLDER, and make the account a content manager of that folder; see CODE_DRIVE_SCOPE in the README.",
  ],
  full: [
    "There is no room for it: a service account has none of its own.",
    "Name a folder of a shared drive as CODE_DRIVE_FOLDER.",
  ],
  refused: [
    "Drive did not take the document.",
    "Look up the status and the reason in Drive's documentation.",
  ],
  unreadable: [
    "What answered does not speak as Drive does.",
    "Check what stands between the server and Google.",
  ],
} as const;

export function archiveFailed(failure: Failure, details: Trouble | null, cause?: unknown): PipelineError {
  const [message, next] = SAID[failure];
  return new PipelineError(`archive/${failure}`, message, {
    next,
    details: details === null ? null : { status: details.status, reason: details.reason },
    cause,
  });
}

/** Another try may help with these and with nothing else. */
export function isPassing({ status, reason }: Trouble): boolean {
  if (status === null || status === 408 || status === 429 || status >= 500) return true;
  return status === 403 && BUSY.test(reason);
}

export function failureOf({ status, reason }: Trouble): Failure {
  if (status === 429 || BUSY.test(reason) || reason === "dailyLimitExceeded") return "rate-limited";
  if (status === null || status === 408 || status >= 500) return "unavailable";
  if (status === 401) return "credentials";
  if (FULL.test(reason)) return "full";
  return status === 404 || CLOSED.test(reason) ? "folder" : "refused";
}

const BUSY = /^(?:userRateLimitExceeded|rateLimitExceeded|backendError)$/;
const FULL = /^(?:storageQuotaExceeded|teamDriveFileLimitExceeded|numChildrenInNonRootLimitExceeded)$/;

const CLOSED =
  /^(?:forbidden|insufficientFilePermissions|insufficientParentPermissions|appNotAuthorizedToFile|teamDriveMembershipRequired)$/;

interface Answered {
  readonly status?: number | undefined;
  readonly headers?: Headers | undefined;
  readonly data?:
    | { readonly error?: { readonly errors?: readonly { readonly reason?: unknown }[] } }
    | undefined;
}

/** The SDK's errors carry the answer where there was one. */
export function troubleOf(error: unknown): Trouble {
  const answered = isFromNetwork(error) ? error.response : undefined;
  const reason = answered?.data?.error?.errors?.[0]?.reason;
  return {
    status: answered?.status ?? null,
    reason: typeof reason === "string" && /^\w{1,64}$/.test(reason) ? reason : "",
    retryAfterMs: retryAfterMs(answered?.headers),
  };
}

/** An error of a call and not of what went before it, such as a key that cannot sign. */
export function isFromNetwork(error: unknown): error is Error & { readonly response: Answered | undefined } {
  return error instanceof Error && "response" in error;
}
