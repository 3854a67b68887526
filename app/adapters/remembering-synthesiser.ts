import { createHash } from "node:crypto";
import type { Json } from "#shared/core/json.ts";
import type { Synthesiser } from "#shared/core/synthesiser.ts";

const KEPT = 32;

/** The same files are synthesised once: a stack as it stands is the ground of every request about it. A failure is not kept. */
export function rememberingSynthesiser(synthesiser: Synthesiser): Synthesiser {
  const known = new Map<string, Promise<Json>>();
  return {
    synthesise(job) {
      const key = createHash("sha256").update(JSON.stringify(job)).digest("hex");
      const kept = known.get(key) ?? synthesiser.synthesise(job);
      known.delete(key);
      known.set(key, kept);
      kept.catch(() => known.delete(key));
      const [oldest] = known.keys();
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
      return kept;
    },
  };
}
