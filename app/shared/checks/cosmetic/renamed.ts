import type { Diagnostic } from "../../core/finding.ts";
import { canonicalJson } from "../../core/json.ts";
import { cosmetic } from "./repair.ts";
import { type Flag, freshThings, isAskedFor, isOfLanguage, leavesAt, type Scene } from "./scene.ts";
import type { Thing } from "./standing.ts";

/** A flagged resource under another name or type, as it was: the address is new, and what was held against it is not mended. */
export function renamed(scene: Scene): Diagnostic[] {
  return scene.flags.flatMap((flag) => {
    const was = scene.before.get(flag.address);
    if (was === undefined || scene.after.has(flag.address)) return [];
    const heir = heirOf(was, freshThings(scene));
    if (heir === null || !isEscape(flag, { was, heir }, scene)) return [];
    return [
      cosmetic(
        "renamed",
        flag,
        `It is now ${heir.address}, and what was held against it still holds: mend it.`,
      ),
    ];
  });
}

function isEscape(flag: Flag, { was, heir }: { was: Thing; heir: Thing }, { contracts }: Scene): boolean {
  if (isOfLanguage(flag)) return false;
  // What is deployed under the old address would be destroyed.
  if (!was.isNew && was.type === heir.type) return true;
  if (was.type !== heir.type && isAskedFor(was, contracts)) return true;
  if (flag.path === "") return saidBy(was) === saidBy(heir);
  return saidBy(was, flag.path) === saidBy(heir, flag.path);
}

/** The new resource that the lost one has become: of its type, or one that says most of the same. */
export function heirOf(was: Thing, fresh: readonly Thing[]): Thing | null {
  const same = fresh.filter(({ type }) => type === was.type);
  const alike = (heir: Thing) => likeness(was, heir);
  const best = [...(same.length > 0 ? same : fresh)].sort((one, other) => alike(other) - alike(one))[0];
  if (best === undefined) return null;
  return best.type === was.type || alike(best) >= 1 / 2 ? best : null;
}

function likeness(one: Thing, other: Thing): number {
  const [here, there] = [one, other].map(({ leaves }) => new Set(leaves.map(leafText)));
  if (here === undefined || there === undefined || here.size === 0) return 0;
  return [...here].filter((text) => there.has(text)).length / Math.max(here.size, there.size);
}

function leafText({ path, value, by }: Thing["leaves"][number]): string {
  return `${path}=${canonicalJson(value ?? [...by])}`;
}

function saidBy(thing: Thing, path = ""): string {
  return leavesAt(thing, path).map(leafText).sort().join("\n");
}
