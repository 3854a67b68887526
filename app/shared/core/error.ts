import type { Json } from "./json.ts";

export type ErrorCode = `${string}/${string}`;

interface Circumstances {
  /** One sentence: what the reader does now. */
  readonly next: string;
  readonly cause?: unknown;
  readonly details?: Json;
}

/** A refusal or a failure with a stable code `stage/reason`, what happened in the message, and what to do in `next`. */
export class PipelineError extends Error {
  readonly code: ErrorCode;
  readonly next: string;
  readonly details: Json;

  constructor(code: ErrorCode, message: string, circumstances: Circumstances) {
    super(message, { cause: circumstances.cause });
    this.name = "PipelineError";
    this.code = code;
    this.next = circumstances.next;
    this.details = circumstances.details ?? null;
  }
}
