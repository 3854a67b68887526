import type { Contract, Guard, Subject } from "../core/contract.ts";

/**
 * The guards of several requests in one change as one set: what one of them allows, the others cannot forbid. A request without
 * a guard against destruction lets what it may change be destroyed.
 */
export function combineGuards(contracts: readonly Contract[]): Guard[] {
  return [...onlyAllowed(contracts), ...noneDestroyed(contracts), ...contracts.flatMap(ownGuards)];
}

/** What one request says of its own things binds it whatever the others allow. */
function ownGuards({ id, guards }: Contract): Guard[] {
  return guards
    .filter(({ kind }) => kind === "each-linked" || kind === "none-is-made")
    .map((guard) => ({ ...guard, id: `${id}/${guard.id}` }));
}

function onlyAllowed(contracts: readonly Contract[]): Guard[] {
  const bounded = contracts.every((contract) => guardOf(contract, "nothing-else-changes") !== undefined);
  if (contracts.length === 0 || !bounded) return [];
  const allowed = contracts.flatMap(allowedBy);
  const linked = contracts.flatMap((contract) => guardOf(contract, "nothing-else-changes")?.linked ?? []);
  return [
    {
      ...{ kind: "nothing-else-changes", id: idOf(contracts, "nothing-else-changes"), allowed },
      ...(linked.length === 0 ? {} : { linked }),
    },
  ];
}

function noneDestroyed(contracts: readonly Contract[]): Guard[] {
  const guarded = contracts.filter((contract) => guardOf(contract, "nothing-is-destroyed") !== undefined);
  if (guarded.length === 0) return [];
  const except = contracts.flatMap(
    (contract) => guardOf(contract, "nothing-is-destroyed")?.except ?? allowedBy(contract),
  );
  return [{ kind: "nothing-is-destroyed", id: idOf(guarded, "nothing-is-destroyed"), except }];
}

const allowedBy = (contract: Contract): readonly Subject[] =>
  guardOf(contract, "nothing-else-changes")?.allowed ?? [];

function guardOf<Kind extends Guard["kind"]>(contract: Contract, kind: Kind) {
  return contract.guards.find((guard): guard is Extract<Guard, { kind: Kind }> => guard.kind === kind);
}

function idOf(contracts: readonly Contract[], kind: Guard["kind"]): string {
  return contracts.map((contract) => `${contract.id}/${guardOf(contract, kind)?.id}`).join("+");
}
