import { combineGuards } from "#shared/checks/guards.ts";
import type { Contract } from "#shared/core/contract.ts";

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
