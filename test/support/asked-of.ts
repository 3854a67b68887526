import type { Duty } from "#shared/core/review.ts";
import type { Packet } from "#shared/core/seat.ts";
import { questionFor } from "../../app/experts/prompt/question.ts";

/** What a seat is asked of a packet that can be shown. */
export function askedOf(duty: Duty, packet: Packet) {
  const question = questionFor(duty, packet);
  if (question === null) throw new Error("this packet is too large to be shown");
  return question;
}
