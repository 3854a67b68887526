import type { ErrorCode } from "#shared/core/error.ts";

export interface Refusal {
  readonly kind: "refused";
  readonly code: ErrorCode;
  readonly message: string;
  readonly next: string;
  /** The kinds that were named, where words about them were not understood. */
  readonly about?: readonly string[];
}

export function refuse(code: ErrorCode, message: string, next: string): Refusal {
  return { kind: "refused", code, message, next };
}
