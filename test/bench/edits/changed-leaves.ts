import { isJsonObject, type Json, type JsonObject } from "#shared/core/json.ts";

type Leaves = ReadonlyMap<string, string>;

/** Paths of two Terraform JSONs at which they differ, with what the second has there; `null` is gone. */
export function changedLeaves(before: Json, after: Json): Leaves {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return new Map(
    paths.filter((path) => old.get(path) !== now.get(path)).map((path) => [path, now.get(path) ?? "null"]),
  );
}

/** What a case says changed, leaf by leaf; a whole that goes away or may be anything takes what was found below it. */
export function expectedLeaves(changed: JsonObject, found: Leaves): Leaves {
  const entries = Object.entries(changed).flatMap(([path, value]): [string, string][] => {
    const below = [...found].filter(([one]) => one === path || one.startsWith(`${path}.`));
    if (value === null && below.length > 0) return below.map(([one]) => [one, "null"]);
    if (value === "*" && below.length > 0) return below.filter(([, text]) => text !== "null");
    return [...leavesOf(value, path)];
  });
  return new Map(entries);
}

/** Comments and the directory of the synthesis say nothing; empty lists and absent ones are the same. */
function leavesOf(value: Json, path = ""): Map<string, string> {
  if (path === "terraform.backend") return new Map();
  if (Array.isArray(value))
    return joined(value.map((one, index) => leavesOf(one, below(path, String(index)))));
  if (!isJsonObject(value)) return value === null ? new Map() : new Map([[path, JSON.stringify(value)]]);
  const members = Object.entries(value).filter(([name]) => name !== "//");
  return joined(members.map(([name, member]) => leavesOf(member, below(path, name))));
}

function below(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function joined(maps: readonly Map<string, string>[]): Map<string, string> {
  return new Map(maps.flatMap((map) => [...map]));
}
