import { combineGuards } from "#shared/checks/guards.ts";
import type { Contract } from "#shared/core/contract.ts";
import type { Ground } from "./ground.ts";

/** Several requests of one change as one contract: all that they promise and have not taken back from each other, and what they allow together. */
export function joinContracts(contracts: readonly Contract[]): Contract {
  const [first] = contracts;
  if (first !== undefined && contracts.length === 1) return first;
  const withdraws = [...new Set(contracts.flatMap((contract) => contract.withdraws))];
  return {
    version: 1,
    id: first?.id ?? "none",
    promises: contracts.flatMap(({ id, promises }) =>
      promises.filter((promise) => !withdraws.includes(`${id}/${promise.id}`)),
    ),
    guards: combineGuards(contracts),
    withdraws,
    uncovered: contracts.flatMap(({ uncovered = [] }) => uncovered),
  };
}

/** All that was promised on this pull request, with what is promised now: that is what it is held against. */
export function inForce({
  ground,
  contracts,
}: {
  readonly ground: Pick<Ground, "contracts">;
  readonly contracts: readonly Contract[];
}): Contract {
  const standing = new Set(ground.contracts.base.map(({ id }) => id));
  return joinContracts([...ground.contracts.start.filter(({ id }) => !standing.has(id)), ...contracts]);
}
