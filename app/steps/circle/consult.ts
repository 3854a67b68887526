import { z } from "zod";
import type { ChangeDocument } from "#shared/core/change-document.ts";
import type { Contract } from "#shared/core/contract.ts";
import type { Finding } from "#shared/core/finding.ts";
import { plainJson } from "#shared/core/json.ts";
import { parseShape } from "#shared/core/parse.ts";
import { Review, type Verdict } from "#shared/core/review.ts";
import type { Packet } from "#shared/core/seat.ts";
import { askSeats } from "../../experts/ask-seats.ts";
import { type Circle, deadlinesOf, placesOf, rulesOf } from "../../experts/circle.ts";
import { packetOf } from "../../experts/packet/packet.ts";
import { digestOf } from "../../experts/packet/shuffled.ts";
import { weigh } from "../../experts/weigh.ts";
import type { Ground } from "../change/ground.ts";
import type { Validated } from "../change/validate.ts";
import type { Request } from "../hands.ts";
import type { Judges } from "../judges.ts";
import { archived } from "./archived.ts";
import { recorded } from "./recorded.ts";
import { seatModels } from "./staff.ts";

export interface Reviewed {
  readonly reviews: readonly Review[];
  readonly verdict: Verdict;
}

export interface Judged {
  readonly ground: Pick<Ground, "stack" | "files" | "pullRequest">;
  readonly files: Validated["files"];
  readonly terraform: Validated["terraform"];
  readonly said: readonly string[];
  readonly contract: Contract;
  readonly document: ChangeDocument;
  readonly findings: readonly Finding[];
}

/** What the circle says of a change; what models have said of a packet is remembered: they would answer otherwise after a restart. */
export async function consult(
  request: Omit<Request, "teller">,
  judged: Judged,
  judges: Pick<Judges, "seats" | "staff" | "archive" | "code">,
): Promise<Reviewed> {
  const { settings, signal } = request;
  const { ground } = judged;
  const packet = packetAbout(request, judged);
  const circle: Circle = {
    places: placesOf(settings.seats, judges.seats),
    models: seatModels(request, judges),
    deadlines: deadlinesOf(settings.seats),
    rules: rulesOf(settings, packet.findings),
  };
  const reviews = await once(request, packet, () => askSeats(packet, circle, signal));
  const verdict = weigh(reviews, circle.rules);
  await recorded(request, { ground, packet, reviews, verdict }, judges);
  await archived(request, { stack: ground.stack, packet, reviews, verdict }, judges.archive);
  return { reviews, verdict };
}

/** What every seat reads about a change. */
export function packetAbout(
  { thread }: Pick<Request, "thread">,
  { ground, said, contract, document, findings, files, terraform }: Judged,
): Packet {
  return packetOf({
    ...{ stack: ground.stack, request: said.join("\n"), stripped: thread.stripped },
    ...{ document, contract, findings, terraform, files: changesOf(files, ground) },
  });
}

function changesOf(files: Validated["files"], ground: Pick<Ground, "files">) {
  const changes = Object.entries(files).map(([path, after]) => {
    return [path, { before: ground.files[path] ?? null, after }] as const;
  });
  return Object.fromEntries(changes);
}

async function once(
  { order, hands }: Pick<Request, "order" | "hands">,
  packet: Packet,
  ask: () => Promise<Review[]>,
): Promise<Review[]> {
  const step = `consult ${digestOf(plainJson(packet))}`;
  const known = hands.inbox.recall(order.key, step);
  if (known !== undefined) return parseShape(z.array(Review), known, "inbox/unreadable");
  const reviews = await ask();
  const wasAsked = reviews.some(({ attempts }) => attempts.length > 0);
  if (wasAsked) hands.inbox.remember(order.key, step, JSON.parse(JSON.stringify(reviews)));
  return reviews;
}
