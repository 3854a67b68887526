import { isJsonObject, type Json, type JsonObject, plainJson } from "#shared/core/json.ts";
import type { ModelQuestion } from "#shared/core/model.ts";
import type { Duty } from "#shared/core/review.ts";
import type { Opinion, Packet } from "#shared/core/seat.ts";
import { bounded } from "../packet/bounded.ts";
import { fenced } from "../packet/fenced.ts";
import { settled } from "../packet/settled.ts";
import { digestOf, shuffled } from "../packet/shuffled.ts";
import { ANSWER_SCHEMA } from "./answer-shape.ts";
import { systemFor } from "./duties.ts";
import { readOpinion } from "./opinion.ts";

const MAX_TOKENS = 8000;
const ANSWER = { name: "findings", schema: ANSWER_SCHEMA, read: readOpinion };

/** What the model in this seat is asked: its duty, and the packet as data, in an order of its own; null of a packet that is too large to be shown. */
export function questionFor(duty: Duty, packet: Packet): ModelQuestion<Opinion> | null {
  const { digest, view } = seen(packet);
  if (view === null) return null;
  const task = taskOf(duty, digest, view);
  return { system: systemFor(duty), task, answer: ANSWER, maxTokens: MAX_TOKENS };
}

function taskOf(duty: Duty, digest: string, view: JsonObject): string {
  const mixed = mixedUp(view, `${digest}/${duty}`);
  return `The packet ${digest}:\n<packet>\n${fenced(mixed)}\n</packet>`;
}

const views = new WeakMap<Packet, { readonly digest: string; readonly view: JsonObject | null }>();

/** The same for every seat, whatever order the packet's keys are in, and made once. */
function seen(packet: Packet) {
  const known = views.get(packet) ?? viewOf(settled(packet));
  views.set(packet, known);
  return known;
}

function viewOf(packet: Packet) {
  return { digest: digestOf(plainJson(packet)), view: bounded(packet) };
}

/** The lists of the packet and of the documents in it, and the blocks of Terraform JSON, shuffled; lists within their items are values, and stay. */
function mixedUp({ terraform, ...packet }: JsonObject, seed: string): JsonObject {
  const mixed = (value: Json): Json => (Array.isArray(value) ? shuffled(value, seed) : value);
  const within = (value: Json): Json =>
    isJsonObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mixed(inner)]))
      : mixed(value);
  const mixedPacket = Object.fromEntries(
    Object.entries(packet).map(([name, value]) => [name, within(value)]),
  );
  return terraform === undefined
    ? mixedPacket
    : { ...mixedPacket, terraform: blocks(terraform, seed, BLOCK) };
}

/** Of `resource`, then of a type, then a name. */
const BLOCK = 3;

function blocks(value: Json, seed: string, depth: number): Json {
  if (depth === 0 || !isJsonObject(value)) return value;
  const names = shuffled(Object.keys(value), seed);
  return Object.fromEntries(names.map((name) => [name, blocks(value[name] ?? null, seed, depth - 1)]));
}
