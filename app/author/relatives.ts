import type { ExistingResource } from "#shared/core/existing-resource.ts";

/** The resources of the stack that refer to this one. */
export function relativesOf(address: string, existing: readonly ExistingResource[]): ExistingResource[] {
  return existing.filter(
    (one) => one.address !== address && one.references.some(({ to }) => isWithin(to, address)),
  );
}

function isWithin(to: string, address: string): boolean {
  return to === address || to.startsWith(`${address}.`) || to.startsWith(`${address}[`);
}
