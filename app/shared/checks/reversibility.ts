import type { ChangeDocument, ResourceChange } from "../core/change-document.ts";
import { canonicalJson } from "../core/json.ts";
import { valuesAt } from "./places.ts";
import { HELD_BY_TYPE, KEEPS, MAY_HOLD_DATA, ONE_WAY } from "./reversibility-table.ts";

export interface Reversibility {
  readonly address: string;
  /** `destructive` loses data; `impossible` is a step that the cloud does not take back, or not at all. */
  readonly verdict: "reversible" | "destructive" | "impossible";
  readonly reason: string;
}

/** For each resource that changes, whether the change can be undone without losing something, and why. */
export function judgeReversibility(document: ChangeDocument): Reversibility[] {
  return document.resources
    .filter(({ actions }) => actions.some((action) => action !== "no-op" && action !== "read"))
    .map((resource) => ({ address: resource.address, ...verdictOn(resource, document) }));
}

type Verdict = Omit<Reversibility, "address">;

function verdictOn(resource: ResourceChange, document: ChangeDocument): Verdict {
  const { actions } = resource;
  if (actions.includes("delete")) return deletion(resource);
  if (actions.includes("forget")) {
    return { verdict: "reversible", reason: "it is no longer managed and stays as it is" };
  }
  if (actions.includes("create") && !configuresExisting(resource, document)) return plain(resource);
  return oneWay(resource) ?? lossByKeepingLess(resource) ?? plain(resource);
}

function deletion({ type, actions }: ResourceChange): Verdict {
  const word = actions.includes("create") ? "it is replaced" : "it is deleted";
  const held = HELD_BY_TYPE[type] ?? (MAY_HOLD_DATA.test(type) ? "what it may hold" : null);
  if (held !== null) return { verdict: "destructive", reason: `${word}, and with it ${held}` };
  return { verdict: "reversible", reason: `${word}; it holds nothing and can be made again` };
}

/** Going forward cannot be taken back, and going back is refused: both are said when the attribute changes. */
function oneWay({ type, before, after, actions }: ResourceChange): Verdict | null {
  if (!actions.includes("update")) return null;
  const fact = ONE_WAY.find(
    ({ type: its, path }) =>
      its === type && canonicalJson(valuesAt(before, path)) !== canonicalJson(valuesAt(after, path)),
  );
  return fact === undefined ? null : { verdict: "impossible", reason: `${fact.path}: ${fact.reason}` };
}

/** A new part of something older, such as a lifecycle of a bucket that is there already. */
function configuresExisting({ references }: ResourceChange, document: ChangeDocument): boolean {
  const targets = document.resources.filter(({ address }) => references.some(({ to }) => to === address));
  return targets.length > 0 && targets.every(({ actions }) => !actions.includes("create"));
}

function lossByKeepingLess({ type, before, after }: ResourceChange): Verdict | null {
  const fact = KEEPS.find(
    ({ type: its, path }) => its === type && keeps(valuesAt(after, path)) < keeps(valuesAt(before, path)),
  );
  return fact === undefined ? null : { verdict: "destructive", reason: `${fact.path}: ${fact.reason}` };
}

function keeps(values: ReturnType<typeof valuesAt>): number {
  const numbers = values.filter((value) => typeof value === "number" && value > 0);
  return Math.min(...numbers.map(Number));
}

function plain({ actions }: ResourceChange): Verdict {
  const created = actions.includes("create");
  const reason = created ? "it is new and can be deleted again" : "the earlier values can be set again";
  return { verdict: "reversible", reason };
}
