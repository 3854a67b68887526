import type { Opinion } from "#shared/core/seat.ts";
import { readOpinion } from "../../../app/experts/prompt/opinion.ts";

/** A planted reader that means well: it takes the object that it finds in any text, and the last of two keys. */
export function lenient(received: string): ReturnType<typeof readOpinion> | { value: Opinion } {
  try {
    const object: unknown = JSON.parse(/\{[\s\S]*\}/.exec(received)?.[0] ?? received);
    return readOpinion(object);
  } catch {
    return { value: { findings: [], notes: [] } };
  }
}
