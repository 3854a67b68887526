import { isJsonObject, type Json } from "../core/json.ts";

/** Both marks in one: what is marked in either is marked. Marks mirror a value's shape with `true` at what is meant. */
export function mergeMarks(left: Json, right: Json): Json {
  if (left === true || right === true) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    const length = Math.max(left.length, right.length);
    return Array.from({ length }, (_, index) => mergeMarks(left[index] ?? false, right[index] ?? false));
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
    return Object.fromEntries(
      names.map((name) => [name, mergeMarks(left[name] ?? false, right[name] ?? false)]),
    );
  }
  if (!hasTrue(left)) return right;
  // Shapes that cannot be laid over each other: better the whole than a part forgotten.
  return hasTrue(right) ? true : left;
}

export function hasTrue(mark: Json): boolean {
  if (typeof mark !== "object" || mark === null) return mark === true;
  return Object.values(mark).some(hasTrue);
}
