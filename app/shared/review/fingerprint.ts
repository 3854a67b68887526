import { createHmac } from "node:crypto";
import { canonicalJson } from "../core/json.ts";
import type { Effect } from "./effect.ts";

/** HMAC-SHA-256 (hex) of what the plan would do: equal exactly when the effects are equal. */
export function fingerprintOf(effect: Effect, key: Uint8Array): string {
  return createHmac("sha256", key)
    .update(`code/effect/1\n${canonicalJson({ ...effect })}`)
    .digest("hex");
}

/** One line for each resource and output: its actions and a short keyed digest, enough to say later what differs. */
export type Outline = Readonly<Record<string, string>>;

/** The outline that travels with the review, so that a later plan can be compared with one that is gone. */
export function outlineOf(effect: Effect, key: Uint8Array): Outline {
  const parts = [
    ...Object.entries(effect.resources),
    ...Object.entries(effect.outputs).map(([name, output]) => [`output.${name}`, output] as const),
  ];
  return Object.fromEntries(
    parts.map(([name, part]) => {
      const digest = createHmac("sha256", key)
        .update(`${name}\n${canonicalJson(part)}`)
        .digest("hex");
      return [name, `${actionsOf(part)} ${digest.slice(0, 16)}`];
    }),
  );
}

/** `create`, `update`, `delete+create`: the actions of one part of an effect, in Terraform's order. */
export function actionsOf(part: Effect["resources"][string]): string {
  return Array.isArray(part.actions) ? part.actions.map(String).join("+") : "";
}
