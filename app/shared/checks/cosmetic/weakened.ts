import type { Diagnostic } from "../../core/finding.ts";
import { grantsOf } from "./grants.ts";
import { isProtective, isProtectiveType, isUnsafeWhenOn, isWeaker, protectionAt } from "./protection.ts";
import { cosmetic } from "./repair.ts";
import {
  type Flag,
  freshThings,
  isAskedFor,
  isOfLanguage,
  isUnasked,
  isUnwanted,
  type Scene,
} from "./scene.ts";
import { isIn, type Leaf, type Thing } from "./standing.ts";
import { turnedAway } from "./turned-away.ts";

/** Encryption, versions, logs, backups, locks that were there before the repair and are not, or protect less, after it. */
export function weakened(scene: Scene): Diagnostic[] {
  return [...scene.before.values()].flatMap((was) => {
    const is = scene.after.get(was.address);
    if (is === undefined) return [];
    const paths = [...lessProtected(was, is, scene), ...opened(was, is)];
    return [...new Set(paths)].map((path) =>
      cosmetic("weakened", { address: was.address, path }, "This protected more before the repair: keep it."),
    );
  });
}

function lessProtected(was: Thing, is: Thing, scene: Scene): string[] {
  const lost = was.leaves.filter(
    (leaf) => isProtective(leaf.path) && isLess(leaf, is) && !mayChange(leaf, was, scene),
  );
  const places = lost.map(({ path }) =>
    is.leaves.some((leaf) => leaf.path === path) ? path : protectionAt(path),
  );
  const forbids =
    grantsOf(textsOf(was)).denials > grantsOf(textsOf(is)).denials && !hasFreshDenials(was, scene);
  return forbids ? [...places, "policy"] : places;
}

/** A block that is written otherwise is not gone; an argument that itself protects is. */
function isLess({ path, value }: Leaf, is: Thing): boolean {
  const there = is.leaves.filter((leaf) => leaf.path === path);
  if (there.length === 0) {
    const block = protectionAt(path);
    const isOwn = path === block || isProtective(path.split(".").at(-1) ?? "");
    return (
      (isOwn || !is.leaves.some((leaf) => isIn(leaf.path, block))) && isWeaker(path, value ?? true, undefined)
    );
  }
  if (value === undefined) return false;
  return there.every((leaf) =>
    leaf.value === undefined
      ? isUndecided(leaf) && isWeaker(path, value, false)
      : isWeaker(path, value, leaf.value),
  );
}

/** A variable or nothing at all: whether it is on is not said any more. */
function isUndecided({ by }: Leaf): boolean {
  return by.every((address) => /^(var|local)\./.test(address));
}

/** What Terraform does not take there, what is asked to be less, and what has a resource of its own now. */
function mayChange({ path, value }: Leaf, was: Thing, scene: Scene): boolean {
  const flags = scene.flags.filter((flag) => flag.address === was.address && flag.path !== "");
  const own = flags.filter((flag) => isIn(path, flag.path) || isIn(flag.path, path));
  if (own.some(isOfLanguage)) return true;
  if (own.some((flag) => !isOfSafety(flag)) && typeof value === "number") {
    const is = scene.after.get(was.address)?.leaves.find((leaf) => leaf.path === path)?.value;
    if (typeof is === "number" && is > 0) return true;
  }
  const word = protectionAt(path).split(".").at(-1) ?? "";
  return freshThings(scene).some(
    ({ type, refersTo }) => refersTo.includes(was.address) && sharesWord(type, word),
  );
}

function isOfSafety({ problem: { rule } }: Flag): boolean {
  return !/^(cost|contract|fidelity|intent)\//.test(rule);
}

function sharesWord(type: string, word: string): boolean {
  const words = word.split("_").filter((one) => one.length > 2);
  return words.some((one) => type.includes(one));
}

function textsOf({ leaves }: Thing): string[] {
  return leaves.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}

function hasFreshDenials(was: Thing, scene: Scene): boolean {
  return freshThings(scene).some(
    (thing) => thing.refersTo.includes(was.address) && grantsOf(textsOf(thing)).denials > 0,
  );
}

/** What opens was off or not said before, and is on now. */
function opened(was: Thing, is: Thing): string[] {
  return is.leaves
    .filter(({ path, value }) => isUnsafeWhenOn(path) && value !== undefined)
    .filter(({ path, value }) => {
      const before = was.leaves.find((leaf) => leaf.path === path);
      return isWeaker(path, before?.value ?? false, value);
    })
    .map(({ path }) => path);
}

/**
 * A resource that protects another, which still stands, and is gone or protects something else; and what was asked for or deployed, though
 * nothing stood against it.
 */
export function companionDropped(scene: Scene): Diagnostic[] {
  const dropped = gone(scene).filter(
    (was) => protects(was, scene) || !was.isNew || isAskedFor(was, scene.contracts),
  );
  const turned = [...scene.before.values()].filter((was) => turnedAway(was, scene));
  const said = (things: readonly Thing[], message: string) =>
    things.map(({ address }) => cosmetic("companion-dropped", { address, path: "" }, message));
  return [
    ...said(dropped, "Nothing stood against this, and it is gone: keep it."),
    ...said(turned, "It protects something else now, and what it protected still stands: keep it there."),
  ];
}

/** What nothing stood against, and neither something else nor anybody's wish took away. */
function gone(scene: Scene): Thing[] {
  const flagged = new Set(scene.flags.map(({ address }) => address));
  return [...scene.before.values()]
    .filter(({ address }) => !scene.after.has(address) && !flagged.has(address))
    .filter((was) => !isUnwanted(was, scene.contracts) && !hasHeir(was, scene) && !goesAlong(was, scene));
}

function protects({ type, refersTo }: Thing, { after }: Scene): boolean {
  return isProtectiveType(type) && refersTo.some((address) => after.has(address));
}

/** It has another name now, or stands in the resource that it protected. */
function hasHeir(was: Thing, scene: Scene): boolean {
  const same = freshThings(scene).filter(({ type }) => type === was.type);
  if (same.some((one) => one.leaves.length >= was.leaves.length)) return true;
  return was.refersTo.some((address) => {
    const [before, after] = [scene.before.get(address), scene.after.get(address)];
    const isNew = ({ path }: Leaf) =>
      sharesWord(was.type, path.split(".")[0] ?? "") && !before?.leaves.some((leaf) => leaf.path === path);
    return after?.leaves.some(isNew) === true;
  });
}

/** It belonged to what nobody asked for. */
function goesAlong({ refersTo }: Thing, { flags, after }: Scene): boolean {
  return flags.some((flag) => refersTo.includes(flag.address) && !after.has(flag.address) && isUnasked(flag));
}
