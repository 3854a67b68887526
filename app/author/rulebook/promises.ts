import type { Contract, Promised } from "#shared/core/contract.ts";
import type { Json } from "#shared/core/json.ts";
import type { Draft } from "./sheet.ts";

/** What was asked becomes promises: each thing exists, and each plain value that was said of it holds; nothing that stands is touched. */
export function promiseByRules(asked: readonly Draft[], id: string): Contract {
  const managed = asked.filter(({ mode }) => mode === "managed");
  return {
    version: 1,
    id,
    promises: managed.flatMap(promisesOf),
    guards: [
      // What this change makes is new, and there is nothing to be changed by.
      { kind: "nothing-is-destroyed", id: "nothing-is-destroyed", except: [] },
    ],
    withdraws: [],
  };
}

function promisesOf({ type, name, said }: Draft): Promised[] {
  const subject = { type, name };
  const address = `${type}.${name}`;
  const values = [...said].flatMap(([path, value]): Promised[] =>
    isPlain(value) ? [{ kind: "equals", id: `${address}.${path}`, subject, path, value }] : [],
  );
  return [{ kind: "exists", id: `${address}.exists`, subject }, ...values];
}

function isPlain(value: unknown): value is Exclude<Json, object | null> {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
