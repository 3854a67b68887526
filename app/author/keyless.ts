import type { Author } from "#shared/core/author.ts";
import { writeChange } from "./write-change.ts";

/** The author that needs no key: recipes, and nothing else. */
export const keylessAuthor: Author = {
  // The port is asynchronous for the authors that ask somebody; a refusal has to reach the caller the same way.
  write: async (packet, signal) => {
    signal.throwIfAborted();
    return writeChange(packet);
  },
};
