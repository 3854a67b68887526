import { invisibleIn } from "./invisible.ts";
import { secretsIn } from "./secrets.ts";
import { cut, traced } from "./traced.ts";

/** More rounds than these hide a key in a key: nothing of that is passed on. */
const DEEPEST = 20;

/** What a tool or a file says, without keys and without what nobody can see: fit for a prompt and for a comment. */
export function cleanForeign(text: string): string {
  let rest = text;
  for (let pass = 0; pass < DEEPEST; pass += 1) {
    const seen = cut(traced(rest), invisibleIn(rest)).text;
    const next = cut(traced(seen), secretsIn(seen)).text;
    if (next === rest) return rest;
    rest = next;
  }
  return "";
}

/** The same for every text in a value of plain data; names of members stay. */
export function cleanForeignIn<T>(value: T): T {
  const clean = (_: string, part: unknown) => (typeof part === "string" ? cleanForeign(part) : part);
  return JSON.parse(JSON.stringify(value, clean)) as T;
}
