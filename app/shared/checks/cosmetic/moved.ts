import type { Diagnostic } from "../../core/finding.ts";
import { canonicalJson, plainText } from "../../core/json.ts";
import { coverage, WORLD } from "./network.ts";
import { openedBy, openingsIn } from "./openings.ts";
import { cosmetic, type Written } from "./repair.ts";
import {
  type Flag,
  freshThings,
  isOfLanguage,
  isOfWishes,
  keptFlags,
  leavesAt,
  type Scene,
} from "./scene.ts";
import { type Leaf, leavesOf, type Thing } from "./standing.ts";

/** What was held against one resource stands at another one now: the value itself, or a new resource of the kind as the flagged one was. */
export function moved(scene: Scene): Diagnostic[] {
  return keptFlags(scene)
    .filter(({ flag }) => !isOfLanguage(flag) && !isOfWishes(flag))
    .flatMap(({ flag, was, is }) => {
      const places = mendedPlaces(flag, was, is);
      if (places.length === 0) return [];
      const twin = freshThings(scene).find((thing) => places.every((path) => isTwin(thing, was, path)));
      const leaves = flag.path === "" ? [] : leavesAt(was, flag.path);
      const bad = leaves.flatMap(({ value }) => (isTelling(value) ? [plainText(value)] : []));
      const place = twin?.address ?? placeOf(bad, is.address, scene);
      return place === null
        ? []
        : [cosmetic("moved", flag, `What was held against it stands at ${place} now: mend it there too.`)];
    });
}

/** Where the repair says something else now; of a whole resource that is flagged, each such place. */
function mendedPlaces({ path: flagged }: Flag, was: Thing, is: Thing): string[] {
  const paths = [...was.leaves, ...is.leaves].map(({ path }) => path);
  const places = flagged === "" ? [...new Set(paths)] : [flagged];
  return places.filter((path) => saidAt(is, path) !== saidAt(was, path));
}

/** What lets traffic in is the same where it lets in the same, to the same ports. */
function isTwin(thing: Thing, was: Thing, path: string): boolean {
  if (thing.type !== was.type) return false;
  const wide = openingsIn(was).filter((one) => openedBy(one, [one]) >= WORLD);
  if (wide.length > 0 && leavesAt(was, path).some(isOpen)) {
    return wide.some((one) => openedBy(one, openingsIn(thing)) >= WORLD);
  }
  return saidAt(thing, path) === saidAt(was, path);
}

function isOpen({ value }: Leaf): boolean {
  return typeof value === "string" && coverage([value]) >= WORLD;
}

function saidAt(thing: Thing, path: string): string {
  const said = leavesAt(thing, path).map(
    (leaf) => `${leaf.path}=${canonicalJson(leaf.value ?? [...leaf.by])}`,
  );
  return said.sort().join("\n");
}

/** Long enough to be the same text and not the same word; sources of traffic are nothing without their ports. */
function isTelling(value: Leaf["value"]): boolean {
  return typeof value === "string" && value.length >= 8 && coverage([value]) < WORLD;
}

/** Where one of these texts stands after the repair, and did not before. */
function placeOf(
  texts: readonly string[],
  address: string,
  { before, after, written }: Scene,
): string | null {
  const holds = (leaves: readonly Leaf[]) => leaves.some(({ value }) => texts.includes(plainText(value)));
  for (const thing of after.values()) {
    const had = before.get(thing.address);
    if (thing.address !== address && holds(thing.leaves) && !(had !== undefined && holds(had.leaves)))
      return thing.address;
  }
  const [old, now] = [written.before, written.after].map(besides);
  return (
    now?.find(
      ({ name, leaves }) => holds(leaves) && !old?.some((one) => one.name === name && holds(one.leaves)),
    )?.name ?? null
  );
}

function besides(written: Written): { name: string; leaves: readonly Leaf[] }[] {
  return written.change.operations.flatMap((one) => {
    if (one.kind === "variable")
      return [{ name: `var.${one.name}`, leaves: leavesOf(one.default ?? null, written) }];
    if (one.kind === "local") return [{ name: `local.${one.name}`, leaves: leavesOf(one.value, written) }];
    if (one.kind === "output") return [{ name: `output.${one.name}`, leaves: leavesOf(one.value, written) }];
    return [];
  });
}
