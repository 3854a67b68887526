import { readFileSync } from "node:fs";
import { z } from "zod";
import { CLOUDS, Cloud } from "#shared/core/clouds.ts";
import { Json } from "#shared/core/json.ts";

/** Promises in the notation of `notation.ts`; `never` is what the contract must not say. */
const Promises = z.strictObject({
  promises: z.array(z.string()).min(1),
  never: z.array(z.string()).default([]),
});
/** One of these words stands in a question. */
const Asks = z.strictObject({ asks: z.array(z.string()).min(1) });
/** All of these words stand in the refusal: what caused it is quoted. */
const Refuses = z.strictObject({ refuses: z.array(z.string()), code: z.string().optional() });
const Expectation = z.union([Promises, Asks, Refuses]);
export type Expectation = z.infer<typeof Expectation>;

const Existing = z.strictObject({
  type: z.string(),
  name: z.string(),
  attributes: Json,
  references: z.array(z.strictObject({ path: z.string(), to: z.string() })).default([]),
});

const Row = z.strictObject({
  request: z.union([
    z.string(),
    z.strictObject({ text: z.string(), repeat: z.int(), end: z.string() }).transform(repeated),
  ]),
  cloud: Cloud,
  class: z.enum(["short", "long", "vague", "wrong", "edit", "language", "hostile"]),
  existing: z.array(Existing.transform(addressed)).default([]),
  /** Several where any of them is right. */
  expect: z.union([Expectation.transform((one) => [one]), z.array(Expectation).min(1)]),
});
export type Row = z.infer<typeof Row>;

/** Every request of the set, a file for each cloud. */
export function readRows(): Row[] {
  return Object.keys(CLOUDS).flatMap((cloud) =>
    z
      .array(Row)
      .parse(JSON.parse(readFileSync(new URL(`./${cloud}.json`, import.meta.url), "utf8")))
      .filter((row) => row.cloud === cloud),
  );
}

function repeated({ text, repeat, end }: { text: string; repeat: number; end: string }): string {
  return `${text.repeat(repeat)}${end}`;
}

function addressed(resource: z.infer<typeof Existing>) {
  return { ...resource, address: `${resource.type}.${resource.name}` };
}
