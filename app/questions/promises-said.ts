import type { Contract, Promised } from "#shared/core/contract.ts";
import { code, inline } from "#shared/report/escape.ts";
import { promisesInWords } from "#shared/report/promises.ts";
import type { Found } from "./find-things.ts";
import { companionsOf, type Scene, type Thing, thingsOf } from "./scene.ts";

/** What is promised about the things that were found, each under the issue that it was asked for in. */
export function promisesSaid({ scene, things, isAll }: Found): string[] {
  const lines = promisesWhere(
    scene,
    (promise) => isAll || things.some((thing) => isAbout(promise, thing, scene)),
  );
  return lines.length > 0 ? lines : ["Nothing is promised about it."];
}

/** Lines with the promises that stand and are meant. */
export function promisesWhere(scene: Scene, isMeant: (promise: Promised) => boolean): string[] {
  return scene.contracts.flatMap((contract) => {
    const kept = standing(contract, scene.contracts).filter(isMeant);
    return kept.length === 0 ? [] : [askedIn(contract, scene), indented(contract, kept)];
  });
}

/** Promises that no later contract has taken back. */
function standing({ id, promises }: Contract, all: readonly Contract[]): Promised[] {
  const gone = new Set(all.flatMap(({ withdraws }) => withdraws));
  return promises.filter((promise) => !gone.has(`${id}/${promise.id}`));
}

/** Whether a promise is about this thing, or about what is written with it. */
export function isAbout({ subject }: Promised, thing: Thing, scene: Scene): boolean {
  const own = [thing, ...companionsOf(thing, thingsOf(scene))];
  return own.some(
    ({ type, name, address }) =>
      subject.refersTo === address ||
      (subject.type === type && subject.refersTo === undefined && (subject.name ?? name) === name),
  );
}

function indented(contract: Contract, promises: readonly Promised[]): string {
  const words = promisesInWords({ ...contract, promises: [...promises], guards: [], withdraws: [] });
  return words.replaceAll(/^/gm, "  ");
}

/** A contract is called after the issue that it was asked for in. */
function askedIn({ id }: Contract, { asked }: Scene): string {
  const issue = /^issue-([1-9][0-9]*)-/.exec(id)?.[1];
  const by = asked[id];
  const words = by === undefined ? "" : ` by ${by.requesters.map(code).join(" and ")}: “${inline(by.text)}”`;
  return issue === undefined ? `- By ${code(id)}:` : `- Asked for in #${issue}${words || ":"}`;
}
