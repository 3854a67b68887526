import { isJsonObject, type Json, type JsonObject, plainJson } from "#shared/core/json.ts";
import type { ModelQuestion } from "#shared/core/model.ts";
import type { Duty } from "#shared/core/review.ts";
import type { Opinion, Packet } from "#shared/core/seat.ts";
import { bounded } from "../packet/bounded.ts";
import { settled } from "../packet/settled.ts";
import { digestOf, shuffled } from "../packet/shuffled.ts";
import { ANSWER_SCHEMA } from "./answer-shape.ts";
import { systemFor } from "./duties.ts";
import { readOpinion } from "./opinion.ts";

const MAX_TOKENS = 8000;
const ANSWER = { name: "findings", schema: ANSWER_SCHEMA, read: readOpinion };

/** What the model in this seat is asked: its duty, and the packet as data, in an order of its own. */
export function questionFor(duty: Duty, packet: Packet): ModelQuestion<Opinion> {
  return { system: systemFor(duty), task: taskOf(duty, packet), answer: ANSWER, maxTokens: MAX_TOKENS };
}

function taskOf(duty: Duty, packet: Packet): string {
  const { digest, view } = seen(packet);
  const mixed = mixedUp(view, `${digest}/${duty}`);
  return `The packet ${digest}:\n<packet>\n${fenced(mixed)}\n</packet>`;
}

const views = new WeakMap<Packet, { readonly digest: string; readonly view: JsonObject }>();

/** The same for every seat, whatever order the packet's keys are in, and made once. */
function seen(packet: Packet) {
  const known = views.get(packet) ?? viewOf(settled(packet));
  views.set(packet, known);
  return known;
}

function viewOf(packet: Packet) {
  return { digest: digestOf(plainJson(packet)), view: bounded(packet) };
}

/** The lists of the packet and of the documents in it, shuffled; lists within their items are values, and stay. */
function mixedUp(packet: JsonObject, seed: string): JsonObject {
  const mixed = (value: Json): Json => (Array.isArray(value) ? shuffled(value, seed) : value);
  const within = (value: Json): Json =>
    isJsonObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mixed(inner)]))
      : mixed(value);
  return Object.fromEntries(Object.entries(packet).map(([name, value]) => [name, within(value)]));
}

/** JSON in which no tag can stand: where one would begin, `<` is written as an escape, which reads as the same text. */
function fenced(value: Json): string {
  return JSON.stringify(value).replaceAll(/<(?=\/|packet)/gi, "\\u003c");
}
