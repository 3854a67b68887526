import type { Author } from "#shared/core/author.ts";
import { mendByRules } from "./mend-by-rules.ts";
import { refuseOpenSecrets } from "./rulebook/open-secrets.ts";
import type { Known } from "./rulebook/sheet.ts";
import { writeByRules } from "./rulebook/write.ts";
import { writeChange } from "./write-change.ts";

/** The author that needs no key: recipes for the kinds that were understood whole, rules for everything else that is known. */
export function keylessAuthor(known: Known): Author {
  return {
    // The port is asynchronous for the authors that ask somebody; a refusal has to reach the caller the same way.
    write: async (packet, signal) => {
      signal.throwIfAborted();
      return packet.wishes.length > 0
        ? writeChange(packet)
        : refuseOpenSecrets(writeByRules(packet, known), known.catalogue);
    },
    mend: async (packet) => mendByRules(packet, known),
  };
}
