import { ANYTHING, type Contract, type Promised, type Subject } from "#shared/core/contract.ts";
import { canonicalJson, plainJson } from "#shared/core/json.ts";
import { contradicts } from "./by-words/contradictions.ts";

interface Asked {
  readonly promises: readonly Promised[];
  readonly removed: readonly { readonly type: string; readonly name: string }[];
}

/** Earlier promises that this request cannot keep: about what it removes, or about the same place with another value. */
export function withdrawnBy(asked: Asked, existing: readonly Contract[]): string[] {
  const gone = new Set(existing.flatMap(({ withdraws }) => withdraws));
  return existing.flatMap((contract) =>
    contract.promises
      .filter(
        (promise) =>
          isAboutRemoved(promise.subject, asked) || asked.promises.some((one) => replaces(one, promise)),
      )
      .map((promise) => `${contract.id}/${promise.id}`)
      .filter((id) => !gone.has(id)),
  );
}

function isAboutRemoved(subject: Subject, { removed }: Asked): boolean {
  return removed.some(
    ({ type, name }) =>
      (subject.type === type && subject.name === name) || subject.refersTo === `${type}.${name}`,
  );
}

function replaces(asked: Promised, earlier: Promised): boolean {
  if (contradicts(asked, earlier)) return true;
  if (!isSameSubject(asked.subject, earlier.subject)) return false;
  if (asked.kind === "exists" || asked.kind === "absent")
    return earlier.kind !== asked.kind && isPresence(earlier);
  if (asked.kind === "holds") return earlier.kind === "holds" && holdsOther(asked, earlier);
  const isSamePlace = "path" in asked && "path" in earlier && asked.path === earlier.path;
  return isSamePlace && canonicalJson(asked.value) !== canonicalJson(earlier.value);
}

type Holds = Extract<Promised, { kind: "holds" }>;

/** Another value at the same arguments; what is only known to stand somewhere replaces nothing. */
function holdsOther(asked: Holds, earlier: Holds): boolean {
  const isBound = asked.paths !== undefined && asked.subject.type !== ANYTHING;
  const isSamePlace = canonicalJson(asked.paths ?? []) === canonicalJson(earlier.paths ?? []);
  return isBound && isSamePlace && asked.value !== earlier.value;
}

function isPresence({ kind }: Promised): boolean {
  return kind === "exists" || kind === "absent";
}

function isSameSubject(one: Subject, other: Subject): boolean {
  return canonicalJson(plainJson(one)) === canonicalJson(plainJson(other));
}
