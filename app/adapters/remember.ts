import { createHash } from "node:crypto";

const KEPT = 64;

/** Does the same work once: a stack as it stands is the ground of every request about it. A failure is not kept. */
export function remember<Args extends readonly unknown[], T>(
  work: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (...args) => {
    const key = createHash("sha256").update(JSON.stringify(args)).digest("hex");
    const kept = known.get(key) ?? work(...args);
    known.delete(key);
    known.set(key, kept);
    kept.catch(() => known.delete(key));
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
    return kept;
  };
}
