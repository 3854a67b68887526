import { CONSULTED, Consulted } from "#shared/core/consultation.ts";
import { PipelineError } from "#shared/core/error.ts";
import type { Json } from "#shared/core/json.ts";
import { type ConsultationPlace, openConsultation } from "#shared/ledger/sealed-consultation.ts";
import type { TrustedEntry } from "#shared/ledger/trusted-ledger.ts";
import { type Means, type Replayed, replay } from "./replay.ts";

/** What became of one recorded consultation; `left-out`: it was too large to be kept, and nobody can compute it. */
export type Outcome =
  | ({ readonly kind: "same" | "different" } & Replayed)
  | { readonly kind: "left-out" }
  | ({ readonly kind: "failed" } & Pick<PipelineError, "code" | "message" | "next">);

/** Where the key was changed, each of them. */
export type Keys = readonly [Uint8Array, ...Uint8Array[]];

export interface Row {
  readonly sequence: number;
  /** What the entry says in clear; null where that cannot be read. */
  readonly told: Consulted | null;
}

/** The consultations of a ledger, in their order. */
export function consultationsIn(ledger: readonly TrustedEntry[]): (TrustedEntry & Row)[] {
  return ledger
    .filter(({ entry }) => entry.event.kind === CONSULTED)
    .map((one) => {
      const { sequence, event } = one.entry;
      return { ...one, sequence, told: Consulted.safeParse(event.body).data ?? null };
    });
}

/**
 * Opens a consultation with the one of the keys that seals it, and computes it once more. What is wrong with it alone is its outcome; that
 * none of the keys is the one (`ledger/wrong-key`) is nobody's fault but the reader's, and is thrown.
 */
export async function replayEntry(
  { entry, told, attached }: TrustedEntry & Row,
  keys: Keys,
  means: Means,
): Promise<Outcome> {
  try {
    if (told === null) throw unreadable();
    const text = await attached();
    if (told.sealed === "left-out" && text === null) return { kind: "left-out" };
    if (text === null) throw nothingAttached();
    const place = { repository: entry.repository, packet: told.packet, kind: entry.event.kind };
    const replayed = await replay(opened(text, place, keys), told, means);
    return { kind: replayed.differences.length === 0 ? "same" : "different", ...replayed };
  } catch (error) {
    if (!(error instanceof PipelineError) || error.code === "ledger/wrong-key") throw error;
    return { kind: "failed", code: error.code, message: error.message, next: error.next };
  }
}

function opened(text: string, place: ConsultationPlace, [key, ...others]: Keys): Json {
  try {
    return openConsultation(text, place, key);
  } catch (error) {
    const [next, ...more] = others;
    const isOther = error instanceof PipelineError && error.code === "ledger/wrong-key";
    if (!isOther || next === undefined) throw error;
    return opened(text, place, [next, ...more]);
  }
}

function unreadable(): PipelineError {
  return new PipelineError("experts/unreadable", "The entry has not the form of a consultation.", {
    next: "Replay it with the release that recorded it.",
  });
}

function nothingAttached(): PipelineError {
  return new PipelineError(
    "experts/nothing-attached",
    "The entry says that it is attached, and nothing is.",
    {
      next: "Whoever holds the App's key has signed it so: ask there.",
    },
  );
}
