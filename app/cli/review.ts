import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { shippedPolicies } from "#shared/adapters/policies.ts";
import { Severity } from "#shared/core/finding.ts";
import { parseJson, parseShape } from "#shared/core/parse.ts";
import { Duty, type Review, type Verdict } from "#shared/core/review.ts";
import { Packet } from "#shared/core/seat.ts";
import { Seats } from "#shared/core/settings.ts";
import { visible } from "#shared/report/escape.ts";
import { consultationKeyIn } from "../config.ts";
import { keylessSeats } from "../experts/analysers/seats.ts";
import { askSeats } from "../experts/ask-seats.ts";
import { type Circle, deadlinesOf, NO_MODELS, placesOf } from "../experts/circle.ts";
import { weigh } from "../experts/weigh.ts";
import { sentence } from "./findings.ts";
import { REPLAY_USAGE, replayRecorded } from "./replay.ts";

const USAGE = `usage: code-engine review --packet FILE [--required security,fidelity] [--floor high] [--json] | review --consultation-key | ${REPLAY_USAGE}`;

/**
 * Asks the key-less seats about a packet {request, document, contract, findings}; 0 approved, 1 objected, 3 undecided. Or prints the key
 * that opens the consultations of the App with this environment: for an auditor, who never gets the key that signs. Or computes them again.
 */
export async function run(args: string[]): Promise<number> {
  if (args.some((one) => /^--replay(?:=|$)/.test(one))) return await replayRecorded(args);
  const { values } = parseArgs({
    args,
    options: {
      packet: { type: "string" },
      required: { type: "string", default: "security,fidelity" },
      floor: { type: "string", default: "high" },
      "consultation-key": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  if (values["consultation-key"]) {
    console.log(Buffer.from(consultationKeyIn(process.env)).toString("base64"));
    return 0;
  }
  if (values.packet === undefined) {
    console.error(USAGE);
    return 2;
  }
  const packet = parseJson(Packet, await readFile(values.packet, "utf8"), "review/packet-unreadable");
  const required = parseShape(z.array(Duty), values.required.split(","), "review/unknown-duty");
  const floor = parseShape(Severity, values.floor, "review/unknown-severity");

  const { engines } = await shippedPolicies();
  const seats = Seats.parse({ required });
  const circle: Circle = {
    places: placesOf(seats, keylessSeats(engines.contract)),
    models: NO_MODELS,
    deadlines: deadlinesOf(seats),
    rules: { required, floor, findings: packet.findings },
  };
  const reviews = await askSeats(packet, circle, new AbortController().signal);
  const verdict = weigh(reviews, circle.rules);
  console.log(values.json ? JSON.stringify({ reviews, verdict }) : inWords(reviews, verdict));
  return { approved: 0, objected: 1, undecided: 3 }[verdict.kind];
}

function inWords(reviews: readonly Review[], verdict: Verdict): string {
  const seats = reviews.flatMap((review) => [
    review.kind === "silent"
      ? `${review.duty} (${review.by}): silent, ${visible(review.reason)}`
      : `${review.duty} (${review.by}): ${review.findings.length} findings`,
    ...(review.kind === "answered" ? review.findings.map((finding) => `  ${sentence(finding)}`) : []),
    ...(review.kind === "answered" ? review.notes.map((note) => visible(`  note: ${note}`)) : []),
  ]);
  const missing = verdict.kind === "undecided" ? `: no word from ${verdict.missing.join(", ")}` : "";
  return [...seats, `verdict: ${verdict.kind}${missing}`].join("\n");
}
