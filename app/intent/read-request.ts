import type { ExistingResource } from "#shared/core/existing-resource.ts";
import { bindAttributes } from "./attributes.ts";
import { findByName, type Known, knownResources } from "./existing.ts";
import { findFrames } from "./frames.ts";
import { readMarks } from "./marks.ts";
import type { Reading } from "./reading.ts";
import { takeReasons } from "./reasons.ts";
import { resolveWishes } from "./resolve.ts";
import { lemmaOf } from "./tokens.ts";
import { type Refusal, refuse, type Understanding } from "./understanding.ts";
import { findUnused, nothingAsked } from "./unused.ts";

/** Longer requests are essays: they are split by the one who asks, not guessed at. */
const LONGEST = 2000;

/** Understands a request whole or not at all: every word that says something is used, asked about, or the reason of a refusal. */
export function readRequest(
  text: string,
  { existing }: { readonly existing: readonly ExistingResource[] },
): Understanding {
  if (text.length > LONGEST) {
    return refuse(
      "intent/too-long",
      `The request has more than ${LONGEST} characters.`,
      "Ask for one thing at a time.",
    );
  }
  const known = knownResources(existing);
  const reading = startReading(text, known);
  takeReasons(reading);
  findFrames(reading);
  const meant = reading.frames.length === 0 ? findByName(reading, known) : [];
  if (meant.length > 1) return ambiguous(meant);
  if (reading.frames.length === 0) return nothingAsked(reading, known);

  bindAttributes(reading);
  return findUnused(reading) ?? resolveWishes(reading, known);
}

function startReading(text: string, known: readonly Known[]): Reading {
  const names = new Set(known.flatMap(({ name }) => name.split("_").map(lemmaOf)));
  return {
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
