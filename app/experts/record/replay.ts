import { Consultation, type Consulted } from "#shared/core/consultation.ts";
import { PipelineError } from "#shared/core/error.ts";
import { isJsonObject, type Json, plainJson } from "#shared/core/json.ts";
import type { Seat } from "#shared/core/seat.ts";
import { digestOf } from "../packet/shuffled.ts";
import { promptsDigest } from "../prompt/prompts.ts";
import { told } from "./consulted.ts";
import { type Difference, differences } from "./differences.ts";
import { recomputed } from "./recomputed.ts";

/** What judges again: the analysers of this release, and the digest of the code and policies that judge in it. */
export interface Means {
  readonly analysers: readonly Seat[];
  readonly code: string;
  readonly signal: AbortSignal;
}

/** What a consultation comes to when it is computed once more. */
export interface Replayed {
  readonly verdict: Consultation["verdict"]["kind"];
  /** None where entry, reviews and verdict are the same, byte for byte. */
  readonly differences: readonly Difference[];
  /** What the reader has to know besides: what another release asked or knew, what was taken as it is recorded. */
  readonly remarks: readonly string[];
}

const VERSION = Consultation.shape.version.value;

/**
 * Computes what an opened consultation says once more, and holds both it and the entry that names it against that. Throws
 * `experts/unknown-version`, and `experts/unreadable` for what has not the form of a consultation.
 */
export async function replay(content: Json, entry: Consulted, means: Means): Promise<Replayed> {
  const recorded = readConsultation(content);
  const again = await recomputed(recorded, means.analysers, means.signal);
  const arePromptsSame = recorded.release.prompts === promptsDigest();
  const clear = differences(plainJson(entry), plainJson(entryOf(recorded, content, entry)), "entry");
  const found = [
    ...clear.filter(({ path }) => arePromptsSame || !PROMPT.test(path)),
    ...differences(part(content, "reviews"), plainJson(again.reviews), "reviews"),
    ...differences(part(content, "verdict"), plainJson(again.verdict), "verdict"),
  ];
  const remarks = remarksOn(recorded, found.length === 0, means);
  return { verdict: again.verdict.kind, differences: found, remarks };
}

const PROMPT = /^entry\.seats\[\d+\]\.prompt$/;

function readConsultation(content: Json): Consultation {
  const version = part(content, "version");
  if (version !== VERSION)
    throw new PipelineError(
      "experts/unknown-version",
      `It was recorded in ${typeof version === "number" ? `version ${version}` : "no version"} of the form; this release reads ${VERSION}.`,
      { next: "Replay it with the release that recorded it." },
    );
  const read = Consultation.safeParse(content);
  if (read.success) return read.data;
  throw new PipelineError("experts/unreadable", "What is sealed has not the form of a consultation.", {
    next: "Whoever holds the App's keys has written it: ask there.",
    cause: read.error,
  });
}

/** The body that this consultation must have in clear; where it is about is what the entry says. */
function entryOf(recorded: Consultation, content: Json, entry: Consulted): Consulted {
  const { comment, pullRequest } = entry;
  return {
    ...{ comment, pullRequest, stack: recorded.packet.stack ?? entry.stack, sealed: "attached" },
    ...told(recorded),
    packet: digestOf(part(content, "packet")),
    consultation: digestOf(content),
  };
}

function part(content: Json, name: string): Json {
  return isJsonObject(content) && Object.hasOwn(content, name) ? (content[name] ?? null) : null;
}

function remarksOn({ release, reviews }: Consultation, isSame: boolean, { code }: Means): string[] {
  const failed = reviews.flatMap(({ duty, analyser }) =>
    analyser?.failed == null ? [] : [`The analyser of ${duty} had failed, which is taken as it is recorded.`],
  );
  const asked =
    release.prompts === promptsDigest()
      ? []
      : ["Another release with other prompts recorded it: what the seats were asked is not compared."];
  const judged =
    isSame || release.code === code
      ? []
      : ["Another release recorded it, and may have judged otherwise: replay it with that one."];
  return [...failed, ...asked, ...judged];
}
