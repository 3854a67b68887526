import { canonicalJson, type Json } from "#shared/core/json.ts";
import { Packet } from "#shared/core/seat.ts";

/**
 * A packet as it is written down: what its schema knows, the keys of every object in one order, and nothing that JSON does not have. Who
 * reads it again from the ledger has the same value as who judged it first. Frozen: nobody changes it afterwards.
 */
export function settled(packet: Packet): Packet {
  if (done.has(packet)) return packet;
  const known: Json = plain(Packet.parse(plain(packet)));
  const made: Packet = frozen(JSON.parse(canonicalJson(known)));
  done.add(made);
  return made;
}

const done = new WeakSet<Packet>();

function plain(value: Packet) {
  return JSON.parse(JSON.stringify(value));
}

function frozen<Part>(part: Part): Part {
  if (typeof part === "object" && part !== null && !Object.isFrozen(part)) {
    Object.freeze(part);
    for (const inner of Object.values(part)) frozen(inner);
  }
  return part;
}
