import { isProtectiveType } from "./protection.ts";
import type { Scene } from "./scene.ts";
import type { Thing } from "./standing.ts";

/** Arguments that say what a resource is of: what it protects, and not where that is kept or with what. */
const SUBJECT =
  /^(bucket|repository|queue_url|topic_arn|key_id|function_name|resource_arn|resource_id|target_resource_id|scope|vpc_id|subnet_id|instance_id|volume_id|(db|cluster|replication_group)_\w*(id|identifier|name))$/;

/** A resource that protected one thing and protects another one now, where nothing else of its kind protects the first, which still stands. */
export function turnedAway(was: Thing, { after, flags }: Scene): boolean {
  const is = after.get(was.address);
  if (is === undefined || !isProtectiveType(was.type)) return false;
  if (flags.some(({ address, path }) => address === was.address && (path === "" || SUBJECT.test(path))))
    return false;
  const kin = [...after.values()].filter(({ type }) => type === was.type);
  const protectedNow = new Set(kin.flatMap(subjectsOf));
  return subjectsOf(was).some((one) => !protectedNow.has(one) && after.has(one));
}

/** Addresses of what a resource is of. */
function subjectsOf({ leaves }: Thing): string[] {
  return leaves.filter(({ path }) => SUBJECT.test(path)).flatMap(({ by }) => [...by]);
}
