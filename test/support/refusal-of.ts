import { PipelineError } from "#shared/core/error.ts";

/** The code with which something is refused, null where it is not; any other error is passed on. */
export function refusalOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof PipelineError) return error.code;
    throw error;
  }
}
