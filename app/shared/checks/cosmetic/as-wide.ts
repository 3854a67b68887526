import type { Diagnostic } from "../../core/finding.ts";
import { grantsOf } from "./grants.ts";
import { WORLD } from "./network.ts";
import { type Opening, openedBy, openingsIn } from "./openings.ts";
import { cosmetic } from "./repair.ts";
import { type Flag, freshThings, isOfLanguage, keptFlags, leavesAt, type Scene } from "./scene.ts";
import { isIn, type Thing, withoutIndexes } from "./standing.ts";

/** A flagged grant that is written otherwise and lets in as many: split ranges and statements, everything but, another word for all. */
export function asWide(scene: Scene): Diagnostic[] {
  return keptFlags(scene)
    .filter(({ flag, was, is }) => !isOfLanguage(flag) && hasChanged(flag, was, is))
    .filter(({ flag, was, is }) => {
      const sides = { flag, was, is, fresh: freshThings(scene) };
      return isOpenStill(sides, scene) || isGrantedStill(sides, scene) || isAnotherWord(sides);
    })
    .map(({ flag }) =>
      cosmetic("as-wide", flag, "It is written otherwise and lets in as many as before: narrow it."),
    );
}

interface Sides {
  readonly flag: Flag;
  readonly was: Thing;
  readonly is: Thing;
  readonly fresh: readonly Thing[];
}

/** What is untouched is found again by whoever found it first. */
function hasChanged({ path }: Flag, was: Thing, is: Thing): boolean {
  const said = (thing: Thing) =>
    leavesAt(thing, path).map((leaf) => `${leaf.at} ${JSON.stringify(leaf.value)} ${leaf.by.join(" ")}`);
  return said(was).join("\n") !== said(is).join("\n");
}

function isOpenStill({ flag, was, is }: Sides, scene: Scene): boolean {
  const flagged = openingsIn(was).filter((one) => isAbout(one, flag) && openedBy(one, [one]) >= WORLD);
  const before = new Set([...scene.before.values()].flatMap(openingsIn).map(textOf));
  const kin = [...scene.after.values()].filter((thing) => thing === is || isKin(thing, is));
  const now = kin.flatMap(openingsIn).filter((one) => !before.has(textOf(one)));
  return flagged.some((one) => openedBy(one, now) >= WORLD);
}

/** Another way in to the same: of its kind, or joined with it. */
function isKin(thing: Thing, is: Thing): boolean {
  return (
    thing.refersTo.includes(is.address) ||
    is.refersTo.includes(thing.address) ||
    (thing.type === is.type && thing.refersTo.some((address) => is.refersTo.includes(address)))
  );
}

function isAbout({ at }: Opening, { path, exact }: Flag): boolean {
  if (path === "") return true;
  const [block, plain] = [at.replaceAll(/\.(\d+)(?=\.|$)/g, ".$1"), withoutIndexes(at)];
  if (/\d/.test(exact)) return isIn(exact, block) || isIn(block, exact);
  return isIn(path, plain) || isIn(plain, path);
}

const textOf = ({ address, at, sources, ports }: Opening): string =>
  JSON.stringify([address, at.replace(/\.\d+$/, ""), sources, ports]);

function isGrantedStill({ flag, was, is }: Sides, scene: Scene): boolean {
  const before = grantsOf(textsAt(was, flag.path));
  const joined = [...scene.after.values()].filter((thing) => thing !== is && isJoined(thing, is));
  const gained = joined.flatMap((thing) => {
    const known = scene.before.get(thing.address);
    const old = new Set(known === undefined ? [] : textsAt(known, ""));
    return textsAt(thing, "").filter((text) => !old.has(text));
  });
  const after = grantsOf([...textsAt(is, flag.path), ...gained]);
  const isWide = isHalfLeft(before.actions, after.actions) || isHalfLeft(before.services, after.services);
  return isWide || (before.toEverybody && after.toEverybody);
}

function isHalfLeft(before: ReadonlySet<string>, after: ReadonlySet<string>): boolean {
  const left = [...before].filter((one) => after.has(one)).length;
  return before.size > 0 && left >= before.size / 2;
}

/** It is of the kind, or for the same: by reference, or by the name of who is let in or of what is opened. */
function isJoined(thing: Thing, is: Thing): boolean {
  const names = new Set(namesIn(is));
  return (
    thing.type === is.type ||
    is.refersTo.includes(thing.address) ||
    thing.refersTo.some((one) => one === is.address || is.refersTo.includes(one)) ||
    namesIn(thing).some((name) => names.has(name))
  );
}

const SUBJECT = /^(roles?|users?|groups?|bucket|queue_url|topic_arn|key_id|function_name|repository)$/;

function namesIn({ type, leaves }: Thing): string[] {
  const own = /_(role|user|group)$/.exec(type)?.[1];
  return leaves.flatMap(({ path, value }) => {
    const kind = path === "name" ? own : SUBJECT.exec(path)?.[1]?.replace(/s$/, "");
    return kind !== undefined && typeof value === "string" ? [`${kind} ${value}`] : [];
  });
}

function textsAt(thing: Thing, path: string): string[] {
  return leavesAt(thing, path).flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}

/** Words of clouds and clusters that are as bad as each other. */
const FAMILIES: readonly (readonly string[])[] = [
  ["allUsers", "allAuthenticatedUsers", "domain:*"],
  ["public-read", "public-read-write", "authenticated-read"],
  ["publicRead", "publicReadWrite", "authenticatedRead"],
  ["blob", "container"],
  ["roles/owner", "roles/editor"],
  ["Owner", "Contributor", "User Access Administrator"],
  ["system:unauthenticated", "system:anonymous", "system:authenticated"],
  ["cluster-admin", "admin"],
  [
    "arn:aws:iam::aws:policy/AdministratorAccess",
    "arn:aws:iam::aws:policy/PowerUserAccess",
    "arn:aws:iam::aws:policy/IAMFullAccess",
  ],
];
/** Every verb of a cluster that matters: a list of most of them is the star. */
const CLUSTER_VERBS = "get list watch create update patch delete deletecollection".split(" ");

function isAnotherWord({ flag, was, is, fresh }: Sides): boolean {
  const said = (thing: Thing) => new Set(textsAt(thing, flag.path));
  const before = said(was);
  const kin = fresh.filter(({ type }) => type === is.type);
  const after = new Set([is, ...kin].flatMap((thing) => [...said(thing)]));
  const isVerbs = before.has("*") && CLUSTER_VERBS.filter((verb) => after.has(verb)).length >= 6;
  return (
    isVerbs ||
    FAMILIES.some(
      (family) =>
        family.some((word) => before.has(word)) &&
        family.some((word) => after.has(word) && !before.has(word)),
    )
  );
}
