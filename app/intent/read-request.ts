import type { Cloud } from "#shared/core/clouds.ts";
import type { ExistingResource } from "#shared/core/existing-resource.ts";
import { bindAttributes } from "./attributes.ts";
import { findByName, type Known, knownResources } from "./existing.ts";
import { findFrames } from "./frames.ts";
import { readMarks } from "./marks.ts";
import { findOtherCloud } from "./other-cloud.ts";
import type { Reading } from "./reading.ts";
import { takeReasons } from "./reasons.ts";
import { resolveWishes } from "./resolve.ts";
import { lemmaOf } from "./tokens.ts";
import { type Refusal, refuse, type Understanding } from "./understanding.ts";
import { findUnused, nothingAsked } from "./unused.ts";

/** Longer requests are essays: they are split by the one who asks, not guessed at. */
const LONGEST = 2000;

/** Asks, and wants nothing made: "can we have a bucket?" does want one. */
const QUESTION = /^\s*(what|which|how|why|who|where|when|does|is|are)\b[^.!\n]*\?\s*$/i;

/** Understands a request whole or not at all: every word that says something is used, asked about, or the reason of a refusal. */
export function readRequest(
  text: string,
  { existing, cloud = "aws" }: { readonly existing: readonly ExistingResource[]; readonly cloud?: Cloud },
): Understanding {
  if (text.length > LONGEST) {
    return refuse(
      "intent/too-long",
      `The request has more than ${LONGEST} characters.`,
      "Ask for one thing at a time.",
    );
  }
  if (QUESTION.test(text)) {
    return refuse(
      "intent/a-question",
      "This asks about something.",
      "Say what should be made, changed or removed.",
    );
  }
  const known = knownResources(existing, cloud);
  const reading = startReading(text, { known, cloud });
  takeReasons(reading);
  findFrames(reading);
  const meant = reading.frames.length === 0 ? findByName(reading, known) : [];
  if (meant.length > 1) return ambiguous(meant);
  if (reading.frames.length === 0) return nothingAsked(reading, known);

  bindAttributes(reading);
  return findUnused(reading) ?? findOtherCloud(reading) ?? resolveWishes(reading, known);
}

function startReading(
  text: string,
  { known, cloud }: { readonly known: readonly Known[]; readonly cloud: Cloud },
): Reading {
  const names = new Set(known.flatMap(({ name }) => name.split("_").map(lemmaOf)));
  return {
    cloud,
    marks: readMarks(text, names),
    uses: new Map(),
    negated: new Set(),
    frames: [],
    reasons: [],
  };
}

function ambiguous(meant: readonly Known[]): Refusal {
  const names = meant.map(({ kind, name }) => `the ${name} ${kind.nouns[0]}`);
  return refuse(
    "intent/ambiguous",
    `This may mean ${names.join(" or ")}.`,
    `Say which: ${names.join(", ")}.`,
  );
}
