import { isJsonObject, type Json } from "../core/json.ts";

/** The value with another one at this path; objects and lists on the way are made where they are missing. */
export function setIn(value: Json, path: readonly string[], next: Json): Json {
  const [name, ...rest] = path;
  if (name === undefined) return next;
  if (Array.isArray(value) || (!isJsonObject(value) && isIndex(name))) {
    const list = Array.isArray(value) ? [...value] : [];
    list[Number(name)] = setIn(list[Number(name)] ?? null, rest, next);
    return list;
  }
  const object = isJsonObject(value) ? value : {};
  return { ...object, [name]: setIn(object[name] ?? null, rest, next) };
}

/** One more element at the end of the list at this path. */
export function appendIn(value: Json, path: readonly string[], next: Json): Json {
  let list: Json | undefined = value;
  for (const name of path)
    list = isJsonObject(list) ? list[name] : Array.isArray(list) ? list[Number(name)] : undefined;
  return setIn(value, path, [...(Array.isArray(list) ? list : []), next]);
}

export function unsetIn(value: Json, path: readonly string[]): Json {
  const [name = "", ...rest] = path;
  if (Array.isArray(value)) {
    if (rest.length === 0) return value.filter((_, index) => index !== Number(name));
    return value.map((element, index) => (index === Number(name) ? unsetIn(element, rest) : element));
  }
  if (!isJsonObject(value) || !(name in value)) return value;
  const { [name]: member = null, ...others } = value;
  return rest.length === 0 ? others : { ...others, [name]: unsetIn(member, rest) };
}

function isIndex(name: string): boolean {
  return /^\d+$/.test(name);
}
