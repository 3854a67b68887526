import { anchorFindings } from "#shared/checks/anchor.ts";
import { valueAt } from "#shared/checks/places.ts";
import type { ChangeDocument } from "#shared/core/change-document.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Json } from "#shared/core/json.ts";
import type { ExpertFinding } from "#shared/core/review.ts";
import type { Seat } from "#shared/core/seat.ts";
import { TypedChange } from "#shared/core/typed-change.ts";
import { readSettings } from "#shared/settings/read-settings.ts";
import { newThread } from "../../../app/intake/thread.ts";
import { layGround } from "../../../app/steps/change/ground.ts";
import { threeRounds } from "../../../app/steps/change/settle.ts";
import { validate } from "../../../app/steps/change/validate.ts";
import { revise } from "../../../app/steps/circle/revise.ts";
import type { Request } from "../../../app/steps/hands.ts";
import type { Judges } from "../../../app/steps/judges.ts";
import { orderFor, recordingHands, SETTINGS } from "../../support/recording-hands.ts";
import type { RepairRow } from "../../support/repairs/repairs.ts";
import { writtenOf } from "../../support/written.ts";

const STACK = "storage";

/** How a row ended: its repair was proposed, or nothing was, or nobody ever objected to what it starts from. */
export type Ended = "proposed" | "refused" | "unobjected";

/**
 * Sends what an author wrote, and the repair that it answers every objection with, through emitter, synthesis, gate, policies, scanner and
 * circle. In the seat of security an expert objects to the flaw as long as it stands where it stood (`isBlind`: to nothing).
 */
export async function playRepair(
  { before, after, problem, contract }: RepairRow,
  judges: Judges,
  { isBlind = false } = {},
): Promise<Ended> {
  const request = requestFor();
  const { order, settings, signal } = request;
  const change = written(before);
  const repaired = written(after);
  let rounds = 0;
  const mend = async () => {
    rounds += 1;
    return repaired;
  };
  const draft = {
    change,
    mend,
    rounds: threeRounds(),
    contracts: [contract],
    contract,
    said: ["it"],
    signal,
  };
  const terms = { repository: order.repository.name, thresholds: settings.thresholds };
  try {
    const ground = await layGround(request, STACK, judges);
    const task = { ...draft, ...terms, ground };
    const validated = await validate(task, ground, judges);
    const flaw = rounds === 0 ? validated.document : writtenOf(before).document;
    const seats = [isBlind ? quiet("security") : expertOn(problem, flaw), quiet("fidelity")];
    const done = await revise(request, { ...task, ...validated }, { ...judges, seats });
    return rounds > 0 && done.change === repaired ? "proposed" : "unobjected";
  } catch (error) {
    if (error instanceof PipelineError && rounds > 0) return "refused";
    throw error;
  }
}

function written(operations: RepairRow["before"]): TypedChange {
  return TypedChange.parse({ stack: STACK, title: "Change", operations });
}

function requestFor(): Request {
  const world = recordingHands();
  const order = orderFor(world, "/code it");
  return {
    ...{ order, hands: world.hands, signal: new AbortController().signal, settings: readSettings(SETTINGS) },
    ...{ thread: newThread(order, ["it"]), teller: { stage: async () => {}, end: async () => {} } },
  };
}

function quiet(duty: Seat["duty"]): Seat {
  return { duty, by: "scripted", deadlineMs: 5000, review: async () => ({ findings: [], notes: [] }) };
}

function expertOn({ resource, path, rule, message }: RepairRow["problem"], flaw: ChangeDocument): Seat {
  const flawed = flaw.resources.find(({ address }) => address === resource);
  const quoted: Json = valueAt(flawed?.after ?? null, path) ?? null;
  const finding: ExpertFinding = {
    ...{ id: "", by: "analyser", dimension: "security", severity: "high", status: "fail", controls: [] },
    ...{ resource, path, rule, message, quoted },
  };
  return {
    ...quiet("security"),
    review: async (packet) => ({ findings: [...anchorFindings([finding], packet).verified], notes: [] }),
  };
}
