import type { Diagnostic } from "../../core/finding.ts";
import { plainText } from "../../core/json.ts";
import { grantsOf } from "./grants.ts";
import { openingsIn } from "./openings.ts";
import { heirOf } from "./renamed.ts";
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
import type { Thing } from "./standing.ts";

/** A flagged resource that is not there any more, while somebody wants it or nobody asked to drop it. */
export function deleted(scene: Scene): Diagnostic[] {
  const gone = scene.flags.flatMap((flag) => {
    const was = scene.before.get(flag.address);
    return was === undefined || scene.after.has(flag.address) ? [] : [{ flag, was }];
  });
  return gone
    .filter(({ flag, was }) => heirOf(was, freshThings(scene)) === null && !mayGo(flag, was, scene))
    .map(({ flag }) =>
      cosmetic("deleted", flag, "The resource is gone and with it the finding: mend it, and do not drop it."),
    );
}

function mayGo(flag: Flag, was: Thing, { contracts, before, after }: Scene): boolean {
  if (isUnwanted(was, contracts)) return true;
  if (isAskedFor(was, contracts)) return false;
  if (isUnasked(flag)) return true;
  if (!was.isNew) return false;
  if (isOfLanguage(flag)) return true;
  const isUsed = [...before.values()].some(
    ({ address, refersTo }) => after.has(address) && refersTo.includes(was.address),
  );
  return isGrant(was) && !isUsed;
}

/** All that it does is to let somebody in: without it there is less and nothing unsafe. */
function isGrant(thing: Thing): boolean {
  if (
    !/(_rule|_policy|_permission|_acl|_member|_binding|_attachment|_assignment|_firewall)$/.test(thing.type)
  )
    return false;
  const { actions, toEverybody, denials } = grantsOf(thing.leaves.map(({ value }) => plainText(value)));
  if (denials > 0) return false;
  return actions.size > 0 || toEverybody || openingsIn(thing).length > 0 || thing.leaves.some(isPublic);
}

function isPublic({ value }: Thing["leaves"][number]): boolean {
  return /^(allUsers|allAuthenticatedUsers|public-read|public-read-write|authenticated-read|\*)$/.test(
    plainText(value),
  );
}
