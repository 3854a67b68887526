import type { ChangeDocument } from "#shared/core/change-document.ts";
import type { Contract } from "#shared/core/contract.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Finding } from "#shared/core/finding.ts";
import type { Review, Verdict, VerdictRules } from "#shared/core/review.ts";
import type { Settings } from "#shared/core/settings.ts";
import { askSeats } from "../experts/ask-seats.ts";
import { type Circle, deadlinesOf, placesOf } from "../experts/circle.ts";
import { packetOf } from "../experts/packet.ts";
import { weigh } from "../experts/weigh.ts";
import { archived } from "./archived.ts";
import type { Ground } from "./ground.ts";
import type { Request } from "./hands.ts";
import type { Judges } from "./judges.ts";
import { seatModels } from "./staff.ts";
import type { Validated } from "./validate.ts";

interface Reviewed {
  readonly reviews: readonly Review[];
  readonly verdict: Verdict;
}

interface Judged {
  readonly ground: Pick<Ground, "stack" | "files">;
  readonly files: Validated["files"];
  readonly terraform: Validated["terraform"];
  readonly said: readonly string[];
  readonly contract: Contract;
  readonly document: ChangeDocument;
  readonly findings: readonly Finding[];
}

/** Asks the circle about a change; an objection is a refusal (`experts/objected`). */
export async function consult(
  request: Request,
  { ground, said, contract, document, findings, files, terraform }: Judged,
  judges: Judges,
): Promise<Reviewed> {
  const { settings, signal } = request;
  const packet = packetOf({
    ...{ stack: ground.stack, request: said.join("\n"), stripped: request.thread.stripped },
    ...{ document, contract, findings, terraform, files: changesOf(files, ground) },
  });
  const circle: Circle = {
    places: placesOf(settings.seats, judges.seats),
    models: seatModels(request, judges),
    deadlines: deadlinesOf(settings.seats),
    rules: rulesOf(settings, findings),
  };
  const reviews = await askSeats(packet, circle, signal);
  const verdict = weigh(reviews, circle.rules);
  await archived(request, { stack: ground.stack, packet, reviews, verdict }, judges.archive);
  if (verdict.kind === "approved") return { reviews, verdict };
  if (verdict.kind === "undecided") {
    throw new PipelineError("experts/undecided", `Not heard: ${verdict.missing.join(", ")}.`, {
      next: "Write /code retry: without these seats nothing is proposed.",
    });
  }
  const held = verdict.findings.map(({ rule, resource, message }) => `${rule}: ${resource}: ${message}`);
  throw new PipelineError("experts/objected", held.join("; "), {
    next: "Ask for what the experts can accept.",
  });
}

function changesOf(files: Validated["files"], ground: Pick<Ground, "files">) {
  const changes = Object.entries(files).map(([path, after]) => {
    return [path, { before: ground.files[path] ?? null, after }] as const;
  });
  return Object.fromEntries(changes);
}

function rulesOf({ seats, thresholds, budgets }: Settings, findings: readonly Finding[]): VerdictRules {
  const { required, quorum } = seats;
  return {
    required,
    quorum,
    floor: thresholds.block,
    monthlyDelta: budgets.monthly_delta,
    findings: [...findings],
  };
}
