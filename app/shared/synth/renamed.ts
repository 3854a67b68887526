import { isJsonObject, type Json } from "../core/json.ts";
import type { OperationOf } from "../core/typed-change.ts";
import type { Bodies } from "./bodies.ts";

/** Under its new name everywhere, and `moved` from the old one; a data source holds nothing that could move. */
export function renamed({ address, name }: OperationOf<"rename">, bodies: Bodies): void {
  const next = address.replace(/[^.]+$/, name);
  for (const [key, body] of [...bodies]) {
    bodies.delete(key);
    bodies.set(key === address ? next : key, withName(body, address, next));
  }
  if (/^(data|var|output|local)\./.test(address)) return;
  bodies.set(`moved ${address}`, { to: { literal: next } });
}

function withName(body: Json, from: string, to: string): Json {
  if (Array.isArray(body)) return body.map((one) => withName(one, from, to));
  if (!isJsonObject(body)) return body;
  const entries = Object.entries(body).map(([key, member]): [string, Json] => {
    const isName = typeof member === "string" && (key === "$ref" || key === "literal");
    if (!isName) return [key, withName(member, from, to)];
    const isOwn = member === from || (key === "$ref" && member.startsWith(`${from}.`));
    return [key, isOwn ? `${to}${member.slice(from.length)}` : member];
  });
  return Object.fromEntries(entries);
}
