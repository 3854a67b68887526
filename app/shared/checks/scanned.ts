import type { Finding } from "../core/finding.ts";
import type { Json } from "../core/json.ts";
import type { Scanner } from "../core/scanner.ts";

/** What a scanner holds against the change: what it held against the base already is not this change's doing. */
export async function judgeScan(
  { base, head }: { base: Json | null; head: Json },
  kind: "terraform" | "plan",
  scanner: Scanner,
): Promise<Finding[]> {
  const found = await scanner.scan(head, kind);
  if (found.length === 0 || base === null) return [...found];
  const before = await scanner.scan(base, kind);
  const known = new Set(before.map(identity));
  return found.filter((finding) => !known.has(identity(finding)));
}

function identity({ rule, resource, path }: Finding): string {
  return JSON.stringify([rule, resource, path]);
}
