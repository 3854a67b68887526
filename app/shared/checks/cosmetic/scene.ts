import type { Contract, Subject } from "../../core/contract.ts";
import type { Diagnostic } from "../../core/finding.ts";
import type { Repair, Written } from "./repair.ts";
import { isIn, type Leaf, type Standing, standingIn, type Thing, withoutIndexes } from "./standing.ts";

/** A resource that something stands against, and where in it; "" is all of it. */
export interface Flag {
  readonly problem: Diagnostic;
  readonly address: string;
  readonly path: string;
  /** With indexes. */
  readonly exact: string;
}

/** What the detectors look at: both sides of the repair, followed to their literals. */
export interface Scene {
  readonly before: Standing;
  readonly after: Standing;
  readonly written: { readonly before: Written; readonly after: Written };
  readonly flags: readonly Flag[];
  readonly contracts: readonly Contract[];
}

export function sceneOf({ before, after, problems, contracts }: Repair): Scene {
  const flags = problems.filter(({ resource }) => resource !== "");
  return {
    before: standingIn(before),
    after: standingIn(after),
    written: { before, after },
    flags: flags.map((problem) => ({
      problem,
      address: problem.resource.replace(/\[[^\]]*\]$/, ""),
      path: withoutIndexes(problem.path),
      exact: problem.path.replaceAll(/\[(\d+)\]/g, ".$1"),
    })),
    contracts,
  };
}

/** The flags of resources that a repair has kept, with both states of them. */
export function keptFlags({ before, after, flags }: Scene): { flag: Flag; was: Thing; is: Thing }[] {
  return flags.flatMap((flag) => {
    const [was, is] = [before.get(flag.address), after.get(flag.address)];
    return was === undefined || is === undefined ? [] : [{ flag, was, is }];
  });
}

/** Resources that the repair has brought. */
export function freshThings({ before, after }: Scene): Thing[] {
  return [...after.values()].filter(({ address }) => !before.has(address));
}

/** The values at a place, in it, or around it. */
export function leavesAt({ leaves }: Thing, path: string): Leaf[] {
  return leaves.filter((leaf) => isIn(leaf.path, path) || isIn(path, leaf.path));
}

/** What Terraform or its catalogue does not take as it is written may well have to go. */
export function isOfLanguage({ problem: { rule } }: Flag): boolean {
  return /^(terraform|catalogue|emit|synth)\//.test(rule);
}

/** What is too much, or not what was asked for, and not unsafe. */
export function isOfWishes({ problem: { rule } }: Flag): boolean {
  return /^(contract|fidelity|intent|cost)\//.test(rule);
}

/** Nobody asked for it: it is mended by dropping it. */
export function isUnasked({ problem: { rule } }: Flag): boolean {
  return /(^|[/_-])(unasked|nothing-else-changes|none-is-made|absent)$/.test(rule);
}

/** Whether the contract speaks of this resource: as something that shall be there, or that may change. */
export function isAskedFor({ type, address }: Thing, contracts: readonly Contract[]): boolean {
  const isIt = (subject: Subject) =>
    [subject.type, ...(subject.or ?? [])].includes(type) &&
    (subject.name === undefined || address === `${type}.${subject.name}`);
  return contracts.some(({ promises }) =>
    promises.some((promise) => promise.kind !== "absent" && isIt(promise.subject)),
  );
}

/** Whether the contract wants it gone. */
export function isUnwanted({ type, address }: Thing, contracts: readonly Contract[]): boolean {
  return contracts.some(({ promises }) =>
    promises.some(
      ({ kind, subject }) =>
        kind === "absent" &&
        subject.type === type &&
        (subject.name === undefined || address === `${type}.${subject.name}`),
    ),
  );
}
